package org.stereobridge.simulator.internal.world;

import java.nio.file.Path;
import org.stereobridge.simulator.internal.RefusedException;

/**
 * Does what only the framework can, and has done it when it returns. One thread, which is not the audio thread; time
 * stands meanwhile.
 */
public interface Stage {

    /** Offers the speaker's link, which is new. */
    void offer(Speaker speaker);

    /** Takes away the link that the speaker had. */
    void withdraw(Speaker speaker);

    /** Offers the Echo's link, which is new. */
    void offer(Echo echo);

    /** Takes away the link that the Echo had. */
    void withdraw(Echo echo);

    /** Has the speaker's properties seen, which are others. */
    void update(Speaker speaker);

    /**
     * Updates a bundle.
     *
     * @param file null for the jar that it has
     */
    void swap(String bundle, Path file) throws RefusedException;

    /** Offers a codec before all others, or takes it away again. */
    void crash(CrashingCodec codec, boolean isThere);
}
