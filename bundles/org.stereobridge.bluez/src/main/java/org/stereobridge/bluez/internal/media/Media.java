package org.stereobridge.bluez.internal.media;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.radio.RadioStatus.Duty;

/** Our endpoints, and the streams that peers configure on them. Control thread. */
public final class Media implements ObjectTree.Listener {

    /** A speaker that always connects by itself with a lesser codec has its way after these. */
    private static final int MOST_CHANGES = 3;

    private final Transports transports;
    private final Registrations registrations;
    private final CodecChoice choice;
    /** How often a speaker was let go for the sake of its codec, by its path; until it has the right one. */
    private final Map<String, Integer> changes = new HashMap<>();

    /**
     * @param speakers how many may be connected to one adapter
     * @param offered the codecs to offer, the best first; any thread
     * @param codecs who codes a codec now; any thread
     * @param serves whether an adapter, by its path, has a duty
     * @param choice of the speakers' codecs
     * @param taken an adapter has taken what is offered
     */
    public Media(Bluez bluez, ObjectTree tree, Control control, Transports transports, int speakers,
            Supplier<List<CodecId>> offered, Function<CodecId, Optional<CodecProvider>> codecs,
            BiPredicate<String, Duty> serves, CodecChoice choice, Runnable taken) {
        this.transports = transports;
        this.choice = choice;
        registrations = new Registrations(bluez, tree, control, speakers, offered, codecs, serves, transports::rateHz,
                choice, new Endpoint.Listener() {

                    @Override
                    public void configured(BusObject transport, StreamUse use, StreamConfig config) {
                        control.execute(() -> {
                            transports.configured(transport, use, config);
                            reconsider();
                        });
                    }

                    @Override
                    public void cleared(String transportPath) {
                        control.execute(() -> transports.cleared(transportPath));
                    }

                    @Override
                    public void released(String endpointPath) {
                        control.execute(() -> registrations.released(endpointPath));
                    }
                }, taken);
    }

    /** Whether profiles of an adapter's devices can be connected. */
    public boolean isReady(String adapterPath) {
        return registrations.isRegistered(adapterPath);
    }

    /** The owner may have another wish for a speaker. */
    public void wishChanged(String devicePath) {
        choice.forget(devicePath);
        changes.remove(devicePath);
        reconsider();
    }

    /** A speaker that connected by itself, or before it was known what it has, may have a lesser codec than it can. */
    private void reconsider() {
        transports.speakers().forEach((devicePath, codec) -> {
            Optional<CodecId> best = choice.best(devicePath);
            if (best.isEmpty() || best.get().equals(codec)) {
                changes.remove(devicePath);
            } else if (changes.merge(devicePath, 1, Integer::sum) <= MOST_CHANGES) {
                transports.configureAnew(devicePath, "another codec");
            }
        });
    }

    @Override
    public void added(BusObject object) {
        choice.added(object);
        registrations.added(object);
        transports.added(object);
    }

    @Override
    public void changed(BusObject object, Set<String> names) {
        transports.changed(object, names);
    }

    @Override
    public void removed(BusObject object) {
        transports.removed(object);
        registrations.removed(object);
    }

    /** Duties or codecs may have changed. */
    public void evaluate() {
        registrations.evaluate();
    }
}
