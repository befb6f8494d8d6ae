package org.stereobridge.bluez.internal.media;

import java.util.OptionalLong;
import java.util.function.Supplier;
import org.freedesktop.dbus.types.UInt16;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.codec.StreamUse;

/**
 * Tells the source how long its sound takes to the ear: our path and the slowest speaker (AVDTP delay report). Before
 * BlueZ 5.79 that cannot be told. Control thread.
 */
public final class SourceDelay {

    private static final long TENTH_MS_NS = 100_000;
    private static final long LONGEST_TENTHS = 0xFFFF;
    /** Sources that show pictures resynchronise on each report: small changes are not worth one. */
    private static final long WORTH_TELLING_TENTHS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(SourceDelay.class);

    private final Bluez bluez;
    private final Transports transports;
    private final Supplier<OptionalLong> heardAfterNs;

    /** @param heardAfterNs from a sample's arrival to its sound; empty while it is not known */
    public SourceDelay(Bluez bluez, Transports transports, Supplier<OptionalLong> heardAfterNs) {
        this.bluez = bluez;
        this.transports = transports;
        this.heardAfterNs = heardAfterNs;
    }

    /** Now and then. */
    public void tell() {
        OptionalLong ns = heardAfterNs.get();
        if (ns.isEmpty()) {
            return;
        }
        long tenths = Math.min(LONGEST_TENTHS, ns.getAsLong() / TENTH_MS_NS);
        for (BusObject transport : transports.remotes(StreamUse.PROGRAMME)) {
            OptionalLong told = transport.number("Delay");
            if (told.isPresent() && transport.text("State").equals("active")
                    && Math.abs(told.getAsLong() - tenths) >= WORTH_TELLING_TENTHS) {
                bluez.set(transport.path(), Names.TRANSPORT, "Delay", new UInt16((int) tenths), outcome -> {
                    if (!outcome.isOk()) {
                        LOG.debug("The source is not told the delay: {}", outcome.error());
                    }
                });
            }
        }
    }
}
