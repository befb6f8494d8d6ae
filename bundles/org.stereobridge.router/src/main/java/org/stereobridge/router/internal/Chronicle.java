package org.stereobridge.router.internal;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what the audio loop's figures say, and not more often than one wants to read it. One control thread. */
final class Chronicle {

    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    private final AudioLoop loop;
    private final int pauseTurns;

    private long failuresTold;
    private long qualityTold;
    private int qualityPause;

    /** @param pauseTurns turns of {@link #watch} between two lines on one subject */
    Chronicle(AudioLoop loop, int pauseTurns) {
        this.loop = loop;
        this.pauseTurns = pauseTurns;
    }

    /** Looks at the figures; called at an even pace. */
    void watch() {
        loop.turns();
        tellFailures();
        tellQuality();
    }

    private void tellFailures() {
        long failures = loop.failures();
        if (failures != failuresTold) {
            LOG.warn("{} failures of codecs were caught; a speaker concerned is mute until its codec is replaced",
                    failures - failuresTold);
            failuresTold = failures;
        }
    }

    private void tellQuality() {
        qualityPause = Math.max(0, qualityPause - 1);
        long changes = loop.qualityChanges();
        if (changes != qualityTold && qualityPause == 0) {
            LOG.info("Speakers take step {} of quality for {} ({} changes since the last line)", loop.quality(),
                    loop.qualityReason().name().toLowerCase(Locale.ROOT), changes - qualityTold);
            qualityTold = changes;
            qualityPause = pauseTurns;
        }
    }
}
