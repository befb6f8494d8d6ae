package org.stereobridge.router.internal;

/**
 * Judges whether a source that says it plays is to be connected anew, because nothing comes, or nothing but digital
 * silence for long. Single-threaded.
 *
 * <p>To send nothing is a fault that a new connection cures; the pauses between two tries grow. Silence may be meant:
 * it is cured once, and then not again until music has been heard.
 */
final class SourceWatch {

    /** What is to be done about the source, and why. */
    enum Verdict { NOTHING, SENDS_NOTHING, SENDS_SILENCE }

    private static final long LONGEST_PAUSE_NS = 1_800_000_000_000L;

    private final long nothingNs;
    private final long silenceNs;

    private boolean isClaiming;
    private boolean isSilenceSpent;
    private long packetsBefore;
    private long packetNs;
    /** When silence began. */
    private long silentNs;
    private long pauseNs;

    /**
     * @param nothingNs how long a source may send nothing
     * @param silenceNs how long it may send digital silence
     */
    SourceWatch(long nothingNs, long silenceNs) {
        this.nothingNs = nothingNs;
        this.silenceNs = silenceNs;
        pauseNs = nothingNs;
    }

    /**
     * Called about once a second.
     *
     * @param claims whether the source is connected and says that it plays
     * @param packets packets of it so far
     * @param isSilent whether what they hold is digital silence
     */
    Verdict look(long nowNs, boolean claims, long packets, boolean isSilent) {
        if (!claims || !isClaiming) {
            packetNs = nowNs;
            silentNs = nowNs;
        }
        isClaiming = claims;
        boolean hasCome = packets != packetsBefore;
        packetsBefore = packets;
        if (hasCome) {
            packetNs = nowNs;
        }
        if (!hasCome || !isSilent) {
            silentNs = nowNs;
        }
        if (hasCome && !isSilent) {
            isSilenceSpent = false;
            pauseNs = nothingNs;
        }
        if (nowNs - packetNs >= pauseNs) {
            packetNs = nowNs;
            pauseNs = Math.min(2 * pauseNs, LONGEST_PAUSE_NS);
            return Verdict.SENDS_NOTHING;
        }
        if (!isSilenceSpent && nowNs - silentNs >= silenceNs) {
            isSilenceSpent = true;
            return Verdict.SENDS_SILENCE;
        }
        return Verdict.NOTHING;
    }
}
