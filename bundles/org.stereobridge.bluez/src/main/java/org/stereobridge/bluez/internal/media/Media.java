package org.stereobridge.bluez.internal.media;

import java.util.List;
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

    private final Transports transports;
    private final Registrations registrations;

    /**
     * @param speakers how many may be connected to one adapter
     * @param offered the codecs to offer, the best first; any thread
     * @param codecs who codes a codec now; any thread
     * @param serves whether an adapter, by its path, has a duty
     * @param taken an adapter has taken what is offered
     */
    public Media(Bluez bluez, ObjectTree tree, Control control, Transports transports, int speakers,
            Supplier<List<CodecId>> offered, Function<CodecId, Optional<CodecProvider>> codecs,
            BiPredicate<String, Duty> serves, Runnable taken) {
        this.transports = transports;
        registrations = new Registrations(bluez, tree, control, speakers, offered, codecs, serves, transports::rateHz,
                new Endpoint.Listener() {

                    @Override
                    public void configured(BusObject transport, StreamUse use, StreamConfig config) {
                        control.execute(() -> transports.configured(transport, use, config));
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

    @Override
    public void added(BusObject object) {
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
