package org.stereobridge.router.internal;

import java.util.List;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.dsp.EqCurve;
import org.stereobridge.routing.MixRow;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.MediaClock;
import org.stereobridge.sync.SyncController;

/**
 * What the audio loop does from its next packet on. Made by control threads and never changed; the chains in it belong
 * to the audio thread.
 *
 * @param input what is played, null for nothing
 * @param outputs the speakers
 * @param sync says when each speaker plays; null while there is none, and delays stay as they are
 * @param health says how good the speakers' packets may be; null where nothing has said so yet
 */
record Plan(Input input, List<Output> outputs, SyncController sync, LinkHealth health) {

    static final Plan NOTHING = new Plan(null, List.of(), null, null);

    /**
     * The stream that is played, and what decodes it into {@code room}.
     *
     * @param clock the source's, of the latest provider
     * @param sharesAdapter whether its adapter serves speakers, too
     */
    record Input(InputChain chain, MediaClock clock, Decoder decoder, float[][] room, boolean sharesAdapter) {
    }

    /** By how much each channel is heard: row, gain, balance and mode in one. */
    record Mix(float left, float right) {

        static Mix of(MixRow gains, double loudness) {
            return new Mix((float) (loudness * gains.left()), (float) (loudness * gains.right()));
        }
    }

    /**
     * A speaker.
     *
     * @param own what it plays
     * @param both what it plays where it stands in for one that is gone
     * @param driftPpm of its DAC; 0 where that follows its source
     * @param heldFrames by which its codec delays less than the slowest one in the plan
     * @param sharesAdapter whether its adapter serves other speakers, too
     */
    record Output(String id, Departures departures, Encoder encoder, Mix own, Mix both, boolean standsIn,
            EqCurve curve, double driftPpm, int heldFrames, boolean sharesAdapter) {

        OutputChain chain() {
            return departures.chain();
        }
    }

    Plan {
        outputs = List.copyOf(outputs);
    }

    boolean has(Departures departures) {
        return outputs.stream().anyMatch(output -> output.departures() == departures);
    }

    Alignment alignment() {
        return sync == null ? null : sync.alignment();
    }
}
