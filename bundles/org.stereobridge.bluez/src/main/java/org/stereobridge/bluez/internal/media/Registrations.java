package org.stereobridge.bluez.internal.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.bluez.Media1;
import org.freedesktop.dbus.DBusPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.radio.RadioStatus.Duty;

/**
 * Registers our endpoints with each adapter, for what it serves. Before BlueZ 5.83 an endpoint object serves one
 * stream, so there is one for each speaker that the bridge may have, and some for sources. Control thread.
 */
public final class Registrations implements ObjectTree.Listener {

    /** A source that plays, and another that takes over. */
    private static final int SOURCES = 2;
    /** AVDTP has 62 numbers for endpoints (AVDTP 1.3, 8.20.1); those of the lowest ranks are not offered. */
    private static final int MOST_ENDPOINTS = 60;
    private static final long RETRY_NS = 2_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    private final Bluez bluez;
    private final ObjectTree tree;
    private final Control control;
    private final int speakers;
    private final Supplier<List<CodecId>> offered;
    private final Function<CodecId, Optional<CodecProvider>> codecs;
    private final BiPredicate<String, Duty> serves;
    private final IntSupplier rateHz;
    private final CodecChoice choice;
    private final Endpoint.Listener listener;
    private final Runnable taken;
    private final Map<String, Offer> offers = new HashMap<>();
    private final Set<MediaApplication> registered = new HashSet<>();

    /** What is registered with an adapter. */
    private record Offer(MediaApplication application, List<EndpointKind> kinds) {
    }

    /**
     * @param speakers how many may be connected to one adapter
     * @param offered the codecs to offer, the best first; any thread
     * @param codecs who codes a codec now; any thread
     * @param serves whether an adapter, by its path, has a duty
     * @param taken an adapter has taken what is offered
     */
    Registrations(Bluez bluez, ObjectTree tree, Control control, int speakers, Supplier<List<CodecId>> offered,
            Function<CodecId, Optional<CodecProvider>> codecs, BiPredicate<String, Duty> serves, IntSupplier rateHz,
            CodecChoice choice, Endpoint.Listener listener, Runnable taken) {
        this.bluez = bluez;
        this.tree = tree;
        this.control = control;
        this.speakers = speakers;
        this.offered = offered;
        this.codecs = codecs;
        this.serves = serves;
        this.rateHz = rateHz;
        this.choice = choice;
        this.listener = listener;
        this.taken = taken;
    }

    @Override
    public void added(BusObject object) {
        if (object.type().equals(Names.MEDIA)) {
            offer(object.path());
        }
    }

    @Override
    public void removed(BusObject object) {
        if (object.type().equals(Names.MEDIA)) {
            withdraw(object.path());
        }
    }

    /** Duties or codecs may have changed: offers anew what is not offered as it should be. */
    public void evaluate() {
        tree.all(Names.MEDIA).map(BusObject::path).forEach(this::offer);
    }

    /** bluetoothd has dropped an endpoint, and all of its application with it. */
    void released(String endpointPath) {
        offers.entrySet().stream().filter(entry -> entry.getValue().application().endpoints().stream()
                .anyMatch(endpoint -> endpoint.getObjectPath().equals(endpointPath))).map(Map.Entry::getKey).toList()
                .forEach(this::withdraw);
    }

    /** Whether bluetoothd has our endpoints of an adapter, without which no profile can be connected. */
    boolean isRegistered(String adapterPath) {
        Offer offer = offers.get(adapterPath);
        return offer != null && registered.contains(offer.application());
    }

    private List<EndpointKind> kinds(String adapterPath) {
        List<EndpointKind> kinds = new ArrayList<>();
        for (CodecId codec : offered.get()) {
            // A second source finds SBC, which all have.
            int sources = codec.equals(CodecId.SBC) ? SOURCES : 1;
            if (serves.test(adapterPath, Duty.SOURCE)) {
                add(kinds, new EndpointKind(StreamUse.PROGRAMME, codec), sources);
            }
            if (serves.test(adapterPath, Duty.SPEAKERS)) {
                add(kinds, new EndpointKind(StreamUse.SPEAKER, codec), speakers);
            }
        }
        return kinds;
    }

    private void add(List<EndpointKind> kinds, EndpointKind kind, int count) {
        boolean codes = codecs.apply(kind.codec()).filter(provider -> provider.serves(kind.use())).isPresent();
        for (int i = 0; codes && i < count && kinds.size() < MOST_ENDPOINTS; i++) {
            kinds.add(kind);
        }
    }

    private void offer(String adapterPath) {
        List<EndpointKind> kinds = kinds(adapterPath);
        Offer old = offers.get(adapterPath);
        if (old != null && old.kinds().equals(kinds) || old == null && kinds.isEmpty()) {
            return;
        }
        if (old != null) {
            bluez.command(adapterPath, Media1.class, adapterPath,
                    media -> media.UnregisterApplication(new DBusPath(old.application().getObjectPath())), outcome -> {
                        // Registering follows in the same lane; if this failed, that says why.
                    });
            withdraw(adapterPath);
        }
        if (!kinds.isEmpty()) {
            register(adapterPath, kinds);
        }
    }

    private void register(String adapterPath, List<EndpointKind> kinds) {
        String adapter = Names.lastPart(adapterPath);
        var application = new MediaApplication("/org/stereobridge/" + adapter);
        for (int i = 0; i < kinds.size(); i++) {
            String name = kinds.get(i).use() == StreamUse.PROGRAMME ? "sink" : "source";
            application.add(new Endpoint(application.getObjectPath() + "/" + name + i, kinds.get(i), adapterPath,
                    choice, codecs, rateHz, listener));
        }
        var offer = new Offer(application, kinds);
        offers.put(adapterPath, offer);
        bluez.export(application.getObjectPath(), application);
        application.endpoints().forEach(endpoint -> bluez.export(endpoint.getObjectPath(), endpoint));
        bluez.command(adapterPath, Media1.class, adapterPath,
                media -> media.RegisterApplication(new DBusPath(application.getObjectPath()), Map.of()), outcome -> {
                    if (outcome.isOk()) {
                        LOG.info("Adapter {} offers {} endpoints", adapter, kinds.size());
                        registered.add(application);
                        taken.run();
                    } else if (offers.get(adapterPath) == offer) {
                        LOG.warn("Adapter {} takes no endpoints yet: {}", adapter, outcome.error());
                        withdraw(adapterPath);
                        control.after(RETRY_NS, () -> tree.find(adapterPath, Names.MEDIA)
                                .ifPresent(media -> offer(adapterPath)));
                    }
                });
    }

    private void withdraw(String adapterPath) {
        Offer old = offers.remove(adapterPath);
        if (old != null) {
            registered.remove(old.application());
            old.application().endpoints().forEach(endpoint -> bluez.unexport(endpoint.getObjectPath()));
            bluez.unexport(old.application().getObjectPath());
        }
    }
}
