package org.stereobridge.bluez.internal.avrcp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import org.freedesktop.dbus.types.UInt16;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Names;

/**
 * Sets each speaker's own volume once and holds it there, so that there is one volume only, the master's. A speaker
 * that moves it again and again is left alone. Control thread.
 */
public final class SpeakerVolume {

    private static final int MOST_TIMES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(SpeakerVolume.class);

    private final Bluez bluez;
    private final ToIntFunction<BusObject> wanted;
    private final Map<String, Integer> times = new HashMap<>();
    /** The volumes, by transport, to which the one wanted was the answer. */
    private final Map<String, Long> answered = new HashMap<>();

    /** @param wanted the volume to hold for a transport, 0-127; negative to leave it alone */
    public SpeakerVolume(Bluez bluez, ToIntFunction<BusObject> wanted) {
        this.bluez = bluez;
        this.wanted = wanted;
    }

    /** A speaker's volume is known, or is another one. */
    public void hold(BusObject transport) {
        OptionalLong told = transport.number("Volume");
        int volume = wanted.applyAsInt(transport);
        if (told.isEmpty() || volume < 0) {
            return;
        }
        if (told.getAsLong() == volume) {
            answered.remove(transport.path());
            return;
        }
        // The same word is heard several times before the speaker takes ours.
        Long before = answered.put(transport.path(), told.getAsLong());
        if (before != null && before == told.getAsLong()) {
            return;
        }
        int tried = times.merge(transport.path(), 1, Integer::sum);
        if (tried > MOST_TIMES) {
            if (tried == MOST_TIMES + 1) {
                LOG.info("{} keeps changing its own volume, it is left alone", transport.path());
            }
            return;
        }
        bluez.set(transport.path(), Names.TRANSPORT, "Volume", new UInt16(volume), outcome -> {
            if (!outcome.isOk()) {
                answered.remove(transport.path());
                LOG.debug("Its own volume is not set: {}", outcome.error());
            }
        });
    }

    /** Transports that are no more need not be remembered. */
    public void keepOnly(List<String> paths) {
        times.keySet().retainAll(paths);
        answered.keySet().retainAll(paths);
    }
}
