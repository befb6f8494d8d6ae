package org.stereobridge.routing;

import java.util.Objects;

/**
 * What the owner set for the programme as a whole.
 *
 * @param mode how the channels are seen
 * @param masterDb -80 to 0
 * @param balance -1 (the row's left part alone is heard) to 1 (its right part alone), 0 leaves both as they are
 */
public record ProgrammeSettings(ProgrammeMode mode, double masterDb, double balance) {

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
}
