package org.stereobridge.router.internal;

import java.util.Collection;
import org.stereobridge.dsp.Levels;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;

/** From what the owner set to the two gains by which a speaker's signal is mixed. */
final class MixPolicy {

    private MixPolicy() {
    }

    /**
     * What a speaker plays of the programme's channels as they arrive, with its gain, the balance and the mode. The
     * master comes last, so that it changes no proportion between speakers.
     */
    static MixRow gains(SpeakerSettings speaker, ProgrammeSettings programme) {
        double gain = Levels.fromDb(speaker.gainDb());
        double master = Levels.fromDb(programme.masterDb());
        double left = speaker.row().left() * gain * Math.min(1, 1 - programme.balance());
        double right = speaker.row().right() * gain * Math.min(1, 1 + programme.balance());
        return switch (programme.mode()) {
            case STEREO -> bounded(left, right, master);
            case SWAP -> bounded(right, left, master);
            case MONO -> bounded((left + right) / 2, (left + right) / 2, master);
            case PARTY -> bounded(gain / 2, gain / 2, master);
        };
    }

    /** The same, where it plays both channels for a speaker that is gone. */
    static MixRow gainsOfBoth(SpeakerSettings speaker, ProgrammeSettings programme) {
        double half = (speaker.row().left() + speaker.row().right()) / 2;
        return gains(speaker.withRow(new MixRow(half, half)), programme);
    }

    /** Row 4 and +12 dB together would be beyond what a row may be; the limiter is at work long before. */
    private static MixRow bounded(double left, double right, double master) {
        return scaled(new MixRow(Math.max(-4, Math.min(4, left)), Math.max(-4, Math.min(4, right))), master);
    }

    private static MixRow scaled(MixRow row, double factor) {
        return new MixRow(row.left() * factor, row.right() * factor);
    }

    /**
     * The factor, 1 at most, by which a speaker of this row is lowered so that left and right are equally loud where
     * more speakers play the one than the other.
     *
     * <p>Speakers of a side stand apart in a room: but for the lowest bass, what they play adds up as if it were
     * uncorrelated, by power, 3 dB for twice as many. So each of the side with more speakers is lowered by
     * {@code 10 log10(more / fewer)} dB, and the other side is left as it is: nothing is raised towards the limiter.
     * Only plain left and right count; a speaker that plays both is on no side, and one that mixes is as its owner
     * wants it.
     *
     * @param rows those of all speakers that play
     */
    static double loudness(MixRow row, Collection<MixRow> rows, ProgrammeSettings programme) {
        if (!programme.isEquallyLoud() || programme.mode() == ProgrammeMode.PARTY
                || !row.equals(MixRow.LEFT) && !row.equals(MixRow.RIGHT)) {
            return 1;
        }
        double mine = rows.stream().filter(row::equals).count();
        double others = rows.stream().filter((row.equals(MixRow.LEFT) ? MixRow.RIGHT : MixRow.LEFT)::equals).count();
        return others == 0 || mine <= others ? 1 : Math.sqrt(others / mine);
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
