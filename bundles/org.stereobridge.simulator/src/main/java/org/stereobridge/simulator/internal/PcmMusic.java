package org.stereobridge.simulator.internal;

import java.io.IOException;

/** Music as samples, two channels. */
public interface PcmMusic extends Music {

    /**
     * Reads on.
     *
     * @param out two channels by samples, full scale +-1
     * @param frame where in {@code out} the first frame goes
     * @param frames how many are wanted
     * @return frames read, fewer only where the end is near; -1 at the end
     */
    int read(float[][] out, int frame, int frames) throws IOException;
}
