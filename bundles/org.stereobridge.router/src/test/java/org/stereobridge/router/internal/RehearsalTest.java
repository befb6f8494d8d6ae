package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.MediaClock;
import org.stereobridge.sync.SyncController;

class RehearsalTest {

    @Test
    void shouldSendToBothSpeakersAllOfThePiece() {
        var rehearsal = Rehearsal.of(new PcmCodec("PCM"), new SyncController() {

            @Override
            public Alignment alignment() {
                return Alignment.NONE;
            }

            @Override
            public MediaClock mediaClock(int rateHz) {
                return new ExactClock();
            }

            @Override
            public LinkHealth linkHealth() {
                return new Rig.FixedHealth();
            }
        }).orElseThrow();

        long packets = rehearsal.run();

        // But for the last ones, which wait for what comes behind them.
        assertEquals(2 * 400, packets, 4);
    }
}
