package org.stereobridge.routing;

import java.util.Objects;

/**
 * What the owner set for the programme as a whole.
 *
 * @param mode how the channels are seen
 * @param masterDb -80 to 0
 * @param balance -1 (the row's left part alone is heard) to 1 (its right part alone), 0 leaves both as they are
 * @param isEquallyLoud whether left and right are made equally loud where more speakers play the one than the other
 */
public record ProgrammeSettings(ProgrammeMode mode, double masterDb, double balance, boolean isEquallyLoud) {

    public static final ProgrammeSettings NEUTRAL = new ProgrammeSettings(ProgrammeMode.STEREO, 0, 0);

    public ProgrammeSettings {
        Objects.requireNonNull(mode, "mode");
        if (!(masterDb >= -80 && masterDb <= 0)) {
            throw new IllegalArgumentException("masterDb must be -80 to 0: " + masterDb);
        }
        if (!(balance >= -1 && balance <= 1)) {
            throw new IllegalArgumentException("balance must be -1 to 1: " + balance);
        }
    }

    /** With both sides equally loud. */
    public ProgrammeSettings(ProgrammeMode mode, double masterDb, double balance) {
        this(mode, masterDb, balance, true);
    }

    public ProgrammeSettings withMode(ProgrammeMode mode) {
        return new ProgrammeSettings(mode, masterDb, balance, isEquallyLoud);
    }

    public ProgrammeSettings withMasterDb(double masterDb) {
        return new ProgrammeSettings(mode, masterDb, balance, isEquallyLoud);
    }

    public ProgrammeSettings withBalance(double balance) {
        return new ProgrammeSettings(mode, masterDb, balance, isEquallyLoud);
    }

    public ProgrammeSettings withEquallyLoud(boolean isEquallyLoud) {
        return new ProgrammeSettings(mode, masterDb, balance, isEquallyLoud);
    }
}
