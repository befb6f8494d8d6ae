package org.stereobridge.bluez.internal.media;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bluez.Device1;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BluezError;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.bluez.internal.link.SocketWaiter;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.radio.RadioStatus.Trouble;

/**
 * All configured streams. Takes the source's when it starts, and the speakers' while a source plays or has lately
 * done so; one source at a time, the latest. Control thread, but for {@link #rateHz}.
 */
public final class Transports implements ObjectTree.Listener, Transport.Listener {

    private static final int DEFAULT_RATE_HZ = 44_100;
    private static final long RETRY_NS = 500_000_000L;
    private static final long WATCH_NS = 1_000_000_000L;
    private static final Trouble SMALL_MTU = new Trouble("it takes packets too small for audio",
            "switch it off and on; if it stays so, it does not suit the bridge");

    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

    private final Bluez bluez;
    private final ObjectTree tree;
    private final Control control;
    private final LinkServices services;
    private final SocketWaiter waiter;
    private final long suspendNs;
    private final Runnable changed;
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private final Map<String, Trouble> troubles = new HashMap<>();
    private volatile int rateHz = DEFAULT_RATE_HZ;
    private boolean isDemanded;
    private long demandedNs;

    /**
     * @param suspendNs how long after the source's last audio the speakers' streams are kept running
     * @param changed streams came, went, or changed their state
     */
    public Transports(Bluez bluez, ObjectTree tree, Control control, LinkServices services, SocketWaiter waiter,
            long suspendNs, Runnable changed) {
        this.bluez = bluez;
        this.tree = tree;
        this.control = control;
        this.services = services;
        this.waiter = waiter;
        this.suspendNs = suspendNs;
        this.changed = changed;
    }

    /** Looks after links whose peer has gone without a word, for as long as the radio lives. */
    public void watch() {
        control.after(WATCH_NS, () -> {
            List.copyOf(streams.values()).stream().filter(Stream::isBroken).forEach(this::broken);
            evaluate();
            watch();
        });
    }

    private void broken(Stream stream) {
        LOG.info("The channel to {} was closed", stream.transport().devicePath());
        stream.close();
        stream.transport().release("its channel was closed");
        rest(stream);
    }

    void configured(BusObject object, StreamUse use, StreamConfig config) {
        cleared(object.path());
        String devicePath = object.text("Device");
        var transport = new Transport(object.path(), devicePath, use, config, bluez, control, this);
        streams.put(object.path(), new Stream(transport, tree, services));
        troubles.remove(devicePath);
        LOG.info("{} {}: {}", use == StreamUse.PROGRAMME ? "Source" : "Speaker",
                tree.find(devicePath, Names.DEVICE).map(device -> device.text("Alias")).orElse(devicePath),
                config.label());
        if (use == StreamUse.PROGRAMME) {
            demand();
            if (inbound().stream().allMatch(stream -> stream.transport().state() != Transport.State.ACTIVE)) {
                rateHz = config.rateHz();
            }
        }
        evaluate();
        changed.run();
    }

    void cleared(String path) {
        Stream stream = streams.remove(path);
        if (stream != null) {
            stream.stopRetry();
            stream.close();
            stream.transport().close("cleared");
            watchSockets();
            evaluate();
            changed.run();
        }
    }

    /** bluetoothd has gone, and all streams with it. */
    public void reset() {
        List.copyOf(streams.keySet()).forEach(this::cleared);
        troubles.clear();
    }

    @Override
    public void added(BusObject object) {
        if (object.type().equals(Names.TRANSPORT)) {
            evaluate();
        }
    }

    @Override
    public void changed(BusObject object, Set<String> names) {
        Stream stream = streams.get(object.path());
        if (object.type().equals(Names.TRANSPORT) && stream != null) {
            if (names.contains("State") && object.text("State").equals("idle")
                    && stream.transport().state() == Transport.State.ACTIVE) {
                stream.close();
                stream.transport().idle("the peer suspended it");
                if (!stream.isInbound()) {
                    rest(stream);
                }
            }
            stream.update();
            evaluate();
            changed.run();
        } else if (object.type().equals(Names.DEVICE) && (names.contains("Alias") || names.contains("Address"))) {
            streams.values().forEach(Stream::update);
        }
    }

    @Override
    public void removed(BusObject object) {
        if (object.type().equals(Names.TRANSPORT)) {
            cleared(object.path());
        }
    }

    private void demand() {
        isDemanded = true;
        demandedNs = control.nanoTime();
    }

    /** Does what is to be done: called whenever something may have changed. */
    private void evaluate() {
        inbound().forEach(this::evaluateInbound);
        if (inbound().stream().anyMatch(Stream::isRemoteRunning)) {
            demand();
        } else if (control.nanoTime() - demandedNs >= suspendNs) {
            isDemanded = false;
        }
        List.copyOf(streams.values()).stream().filter(stream -> !stream.isInbound()).forEach(this::evaluateOutbound);
    }

    private List<Stream> inbound() {
        return streams.values().stream().filter(Stream::isInbound).toList();
    }

    private void evaluateInbound(Stream stream) {
        Transport transport = stream.transport();
        if (stream.remoteState().equals("pending") && transport.state() == Transport.State.IDLE
                && !stream.isResting()) {
            transport.pending();
            inbound().stream().filter(other -> other != stream && other.transport().state() == Transport.State.ACTIVE)
                    .forEach(other -> {
                        other.close();
                        other.transport().release("another source starts");
                    });
            rateHz = transport.config().rateHz();
            transport.acquire();
        } else if (stream.remoteState().equals("idle") && transport.state() == Transport.State.PENDING) {
            transport.idle("the source stopped");
        }
    }

    private void evaluateOutbound(Stream stream) {
        Transport transport = stream.transport();
        if (isDemanded && transport.config().rateHz() != rateHz) {
            if (!stream.isResting()) {
                reconfigure(stream, "its rate is to be " + rateHz + " Hz");
            }
        } else if (isDemanded && transport.state() == Transport.State.IDLE && !stream.isResting()
                && !troubles.containsKey(transport.devicePath())) {
            transport.acquire();
        } else if (!isDemanded && transport.state() == Transport.State.ACTIVE) {
            stream.close();
            transport.release("no source plays");
            changed.run();
        }
    }

    /** BlueZ asks for a configuration when it connects the profile; whoever keeps the speaker connected does that. */
    private void reconfigure(Stream stream, String why) {
        Transport transport = stream.transport();
        LOG.info("Speaker {} is configured anew: {}", transport.devicePath(), why);
        stream.close();
        transport.release(why);
        stream.leaving(true);
        bluez.command("connect " + transport.adapterPath(), Device1.class, transport.devicePath(),
                device -> device.DisconnectProfile(Names.A2DP_SINK), outcome -> {
                    stream.leaving(false);
                    rest(stream);
                    if (!outcome.isOk()) {
                        LOG.info("It is not disconnected: {}", outcome.error());
                    }
                });
    }

    /** The codecs of configured speakers, by the paths of these. */
    Map<String, CodecId> speakers() {
        Map<String, CodecId> speakers = new HashMap<>();
        streams.values().stream().filter(stream -> !stream.isInbound()).map(Stream::transport)
                .forEach(transport -> speakers.put(transport.devicePath(), transport.config().codec()));
        return speakers;
    }

    /** Lets a speaker go, which is then called and configured again. */
    void configureAnew(String devicePath, String why) {
        List.copyOf(streams.values()).stream().filter(stream -> !stream.isInbound()
                && stream.transport().devicePath().equals(devicePath)).forEach(stream -> reconfigure(stream, why));
    }

    private void rest(Stream stream) {
        stream.retryBy(control.after(RETRY_NS, () -> {
            stream.stopRetry();
            evaluate();
        }));
    }

    @Override
    public void acquired(Transport transport, Transport.Acquired acquired) {
        Stream stream = streams.get(transport.path());
        if (!stream.isInbound() && acquired.writeMtuBytes() < Stream.LEAST_MTU_BYTES) {
            LOG.warn("{} takes packets of {} bytes only: it stays silent", transport.devicePath(),
                    acquired.writeMtuBytes());
            acquired.descriptor().close();
            troubles.put(transport.devicePath(), SMALL_MTU);
            transport.release("MTU too small");
        } else {
            stream.open(acquired);
            watchSockets();
        }
        evaluate();
        changed.run();
    }

    @Override
    public void refused(Transport transport, BluezError error) {
        LOG.debug("{} was not acquired: {}", transport.path(), error);
        Stream stream = streams.get(transport.path());
        if (stream != null) {
            rest(stream);
        }
    }

    private void watchSockets() {
        waiter.watch(inbound().stream().map(Stream::inbound).filter(socket -> socket != null).toList());
    }

    public boolean isConfigured(String devicePath) {
        return streams.values().stream().anyMatch(stream -> stream.transport().devicePath().equals(devicePath));
    }

    public boolean isStreaming(String devicePath) {
        return streams.values().stream().anyMatch(stream -> stream.transport().devicePath().equals(devicePath)
                && stream.transport().state() == Transport.State.ACTIVE);
    }

    /** The device whose audio is taken, or would be; empty while none is connected. */
    public Optional<String> source() {
        return inbound().stream().filter(stream -> stream.transport().state() == Transport.State.ACTIVE).findFirst()
                .or(() -> inbound().stream().findFirst()).map(stream -> stream.transport().devicePath());
    }

    /** Streams from sources, or those to speakers, by their BlueZ objects. */
    public List<BusObject> remotes(StreamUse use) {
        return streams.values().stream().filter(stream -> stream.transport().use() == use).map(Stream::remote)
                .flatMap(Optional::stream).toList();
    }

    public Optional<Trouble> trouble(String devicePath) {
        return Optional.ofNullable(troubles.get(devicePath));
    }

    /** The rate at which the source streams, or did so last. Any thread. */
    public int rateHz() {
        return rateHz;
    }
}
