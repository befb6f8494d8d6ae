package org.stereobridge.bluez.internal.avrcp;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.freedesktop.dbus.types.UInt16;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Lanes;
import org.stereobridge.bluez.internal.bus.Names;

/**
 * Ties the source's volume to the master volume: what the source sets is heard, and what is set here is told to it.
 * Control thread.
 */
public final class SourceVolume {

    private static final String LANE = "master volume";
    private static final int UNKNOWN = -1;

    private static final Logger LOG = LoggerFactory.getLogger(SourceVolume.class);

    private final Bluez bluez;
    private final Lanes lanes;
    private final Supplier<MasterVolume> master;
    private final Supplier<List<BusObject>> sources;
    /** Where both ends were last seen to agree. */
    private int agreed = UNKNOWN;
    private boolean isBusy;

    /** @param master null while nobody keeps it */
    public SourceVolume(Bluez bluez, Lanes lanes, Supplier<MasterVolume> master, Supplier<List<BusObject>> sources) {
        this.bluez = bluez;
        this.lanes = lanes;
        this.master = master;
        this.sources = sources;
    }

    /** A source has set its volume. */
    public void changed(BusObject transport) {
        OptionalLong told = transport.number("Volume");
        MasterVolume keeper = master.get();
        if (told.isEmpty() || keeper == null || told.getAsLong() == agreed) {
            return;
        }
        agreed = (int) Math.max(0, Math.min(AbsoluteVolume.MOST, told.getAsLong()));
        int volume = agreed;
        isBusy = true;
        lanes.run(LANE, () -> {
            keeper.db(AbsoluteVolume.db(volume));
            return null;
        }, outcome -> {
            isBusy = false;
            if (!outcome.isOk()) {
                LOG.warn("The source's volume is not kept: {}", outcome.error().message());
            }
        });
    }

    /** Now and then, and when a source comes: tells the sources what the owner has set. */
    public void tell() {
        MasterVolume keeper = master.get();
        if (keeper == null || isBusy) {
            return;
        }
        int volume = AbsoluteVolume.volume(keeper.db());
        for (BusObject transport : sources.get()) {
            OptionalLong told = transport.number("Volume");
            if (told.isPresent() && told.getAsLong() != volume) {
                agreed = volume;
                bluez.set(transport.path(), Names.TRANSPORT, "Volume", new UInt16(volume), outcome -> {
                    if (!outcome.isOk()) {
                        LOG.debug("The source does not take the volume: {}", outcome.error());
                    }
                });
            }
        }
    }
}
