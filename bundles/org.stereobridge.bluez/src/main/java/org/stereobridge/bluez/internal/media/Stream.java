package org.stereobridge.bluez.internal.media;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.bluez.internal.link.InboundSocket;
import org.stereobridge.bluez.internal.link.OutboundSocket;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.radio.Link;

/** A transport and, while it is acquired, its link in the bridge. Control thread. */
final class Stream {

    /** A2DP 1.4.1, 4.3.2 asks for 335 bytes at least; less holds no packet worth sending. */
    static final int LEAST_MTU_BYTES = 335;

    private static final long TENTH_MS_NS = 100_000L;
    /** A delay report has 16 bits (AVDTP 1.3, 8.19). */
    private static final long MOST_TENTHS = 0xFFFF;

    private final Transport transport;
    private final ObjectTree tree;
    private final LinkServices services;
    private InboundSocket inbound;
    private OutboundSocket outbound;
    private LinkServices.Offer offer;
    private Map<String, Object> properties = Map.of();
    private Control.Timer retry;
    private boolean isLeaving;

    Stream(Transport transport, ObjectTree tree, LinkServices services) {
        this.transport = transport;
        this.tree = tree;
        this.services = services;
    }

    Transport transport() {
        return transport;
    }

    boolean isInbound() {
        return transport.use() == StreamUse.PROGRAMME;
    }

    /** What bluetoothd says of it; {@code idle} where it says nothing. */
    String remoteState() {
        return remote().map(object -> object.text("State")).orElse("idle");
    }

    boolean isRemoteRunning() {
        return remoteState().equals("pending") || remoteState().equals("active");
    }

    Optional<BusObject> remote() {
        return tree.find(transport.path(), Names.TRANSPORT);
    }

    void open(Transport.Acquired stream) {
        properties = read();
        if (isInbound()) {
            inbound = new InboundSocket(transport.config(), stream.descriptor());
            offer = services.offer(inbound, properties);
        } else {
            outbound = new OutboundSocket(transport.config(), stream.writeMtuBytes(), stream.descriptor());
            offer = services.offer(outbound, properties);
        }
    }

    /** The link leaves the bridge; its descriptor is closed. */
    void close() {
        if (offer != null) {
            offer.withdraw();
            offer = null;
        }
        if (inbound != null) {
            inbound.close();
            inbound = null;
        }
        if (outbound != null) {
            outbound.close();
            outbound = null;
        }
    }

    InboundSocket inbound() {
        return inbound;
    }

    /** The peer has closed the channel under the link. */
    boolean isBroken() {
        return inbound != null && inbound.isGone() || outbound != null && outbound.isGone();
    }

    /** Name or latency may have changed. */
    void update() {
        Map<String, Object> next = read();
        if (offer != null && !next.equals(properties)) {
            properties = next;
            offer.update(next);
        }
    }

    private Map<String, Object> read() {
        Map<String, Object> read = new HashMap<>();
        Optional<BusObject> device = tree.find(transport.devicePath(), Names.DEVICE);
        read.put(Link.ID, device.map(known -> known.text("Address")).filter(text -> !text.isEmpty())
                .orElse(Names.lastPart(transport.devicePath())));
        read.put(Link.NAME, device.map(known -> known.text("Alias")).orElse(""));
        read.put(Link.ADAPTER, Names.lastPart(transport.adapterPath()));
        latencyNs().ifPresent(ns -> read.put(Link.LATENCY_NS, ns));
        return read;
    }

    /** A speaker's delay report, in 1/10 ms; 0 is what speakers report that know nothing. */
    private Optional<Long> latencyNs() {
        if (isInbound()) {
            return Optional.empty();
        }
        long tenths = remote().map(object -> object.number("Delay").orElse(0)).orElse(0L);
        return tenths > 0 && tenths <= MOST_TENTHS ? Optional.of(tenths * TENTH_MS_NS) : Optional.empty();
    }

    void retryBy(Control.Timer timer) {
        stopRetry();
        retry = timer;
    }

    void stopRetry() {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }

    /** Whether bluetoothd has been asked to end it and has not answered. */
    void leaving(boolean isLeaving) {
        this.isLeaving = isLeaving;
    }

    boolean isResting() {
        return isLeaving || retry != null;
    }
}
