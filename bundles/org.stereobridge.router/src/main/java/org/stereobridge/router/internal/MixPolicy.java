package org.stereobridge.router.internal;

import java.util.Collection;
import org.stereobridge.dsp.Levels;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;

/** From what the owner set to the two gains by which a speaker's signal is mixed. */
final class MixPolicy {

    private MixPolicy() {
    }

    /** What a speaker plays of the programme's channels as they arrive, with its gain, the balance and the mode. */
    static MixRow gains(SpeakerSettings speaker, ProgrammeSettings programme) {
        double gain = Levels.fromDb(speaker.gainDb() + programme.masterDb());
        double left = speaker.row().left() * gain * Math.min(1, 1 - programme.balance());
        double right = speaker.row().right() * gain * Math.min(1, 1 + programme.balance());
        return switch (programme.mode()) {
            case STEREO -> bounded(left, right);
            case SWAP -> bounded(right, left);
            case MONO -> bounded((left + right) / 2, (left + right) / 2);
        };
    }

    /** The same, where it plays both channels for a speaker that is gone. */
    static MixRow gainsOfBoth(SpeakerSettings speaker, ProgrammeSettings programme) {
        double half = (speaker.row().left() + speaker.row().right()) / 2;
        return gains(speaker.withRow(new MixRow(half, half)), programme);
    }

    /** Row 4 and +12 dB together would be beyond what a row may be; the limiter is at work long before. */
    private static MixRow bounded(double left, double right) {
        return new MixRow(Math.max(-4, Math.min(4, left)), Math.max(-4, Math.min(4, right)));
    }

    /** The row of a speaker for which its owner chose none: what the radio suggests, else the channel nobody plays. */
    static MixRow choose(Object suggested, Collection<MixRow> taken) {
        if (suggested instanceof String text) {
            try {
                return MixRow.parse(text);
            } catch (IllegalArgumentException e) {
                // A radio's suggestion is a hint; the choice below is as good.
            }
        }
        if (!taken.contains(MixRow.LEFT)) {
            return MixRow.LEFT;
        }
        return taken.contains(MixRow.RIGHT) ? MixRow.MONO : MixRow.RIGHT;
    }
}
