package org.stereobridge.dsp;

import java.util.Arrays;

/**
 * Keeps a signal below a ceiling by turning it down smoothly, a little before each peak.
 *
 * <p>The output is the input, {@value #LOOKAHEAD} frames later. Each sample asks for a gain; the least gain that the
 * look-ahead asks for, released over some 80 ms, goes through two moving averages that together span the look-ahead.
 * So the gain is down in time, and has no corner. Gains are integers: their running sums are exact, and after a peak
 * the gain comes back to exactly 1, where the output is the input bit by bit.
 */
public final class Limiter {

    /** By how many frames the output lags. */
    public static final int LOOKAHEAD = 64;

    private static final int AVERAGE = 32;
    private static final int WINDOW = LOOKAHEAD + 1;
    private static final int ONE = 1 << 30;
    private static final double UNITY = (double) ONE * AVERAGE * AVERAGE;
    private static final double RELEASE_S = 0.08;

    private final float ceiling;
    private final double release;
    private final float[] line = new float[LOOKAHEAD];
    private final SlidingMinimum least = new SlidingMinimum(WINDOW, ONE);
    private final int[] gains = new int[AVERAGE];
    private final long[] averages = new long[AVERAGE];

    private int linePosition;
    private int averagePosition;
    private int gain;
    private long gainSum;
    private long averageSum;
    private boolean isIdle;
    private long limitedFrames;

    /**
     * A limiter at rest.
     *
     * @param ceiling the amplitude that the output never exceeds, above 0
     */
    public Limiter(int rateHz, float ceiling) {
        if (!(ceiling > 0 && ceiling < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ceiling must be above 0: " + ceiling);
        }
        this.ceiling = ceiling;
        release = 1 - Math.exp(-1 / (RELEASE_S * rateHz));
        reset();
    }

    /** Limits in place. What is not a number, or infinite, becomes 0. */
    public void process(float[] io, int offset, int frames) {
        // Also false where a sample is NaN.
        if (isIdle && Levels.peak(io, offset, frames) <= ceiling) {
            delay(io, offset, frames);
        } else {
            limit(io, offset, frames);
        }
    }

    /** How many frames were turned down since construction. */
    public long limitedFrames() {
        return limitedFrames;
    }

    /** Forgets the signal; the count stays. */
    public void reset() {
        Arrays.fill(line, 0);
        linePosition = 0;
        averagePosition = 0;
        rest();
    }

    private void rest() {
        least.reset();
        Arrays.fill(gains, ONE);
        Arrays.fill(averages, (long) ONE * AVERAGE);
        gain = ONE;
        gainSum = (long) ONE * AVERAGE;
        averageSum = gainSum * AVERAGE;
        isIdle = true;
    }

    private void delay(float[] io, int offset, int frames) {
        int position = linePosition;
        for (int n = offset; n < offset + frames; n++) {
            float in = io[n];
            io[n] = line[position];
            line[position] = in;
            position = (position + 1) & (LOOKAHEAD - 1);
        }
        linePosition = position;
    }

    private void limit(float[] io, int offset, int frames) {
        for (int n = offset; n < offset + frames; n++) {
            float in = Float.isFinite(io[n]) ? io[n] : 0;
            double factor = follow(Math.abs(in)) / UNITY;
            float delayed = line[linePosition];
            line[linePosition] = in;
            linePosition = (linePosition + 1) & (LOOKAHEAD - 1);
            if (factor < 1) {
                limitedFrames++;
                // Rounding may lift a peak by its last bit.
                delayed = Math.max(-ceiling, Math.min(ceiling, (float) (delayed * factor)));
            }
            io[n] = delayed;
        }
        if (gain == ONE && averageSum == (long) ONE * AVERAGE * AVERAGE) {
            isIdle = true;
        }
    }

    /** Takes in a magnitude; gives the gain for the frame that leaves the line now, in units of 1 / UNITY. */
    private long follow(float magnitude) {
        int wanted = magnitude <= ceiling ? ONE : (int) ((double) ceiling / magnitude * ONE);
        int released = gain + (int) Math.ceil((ONE - gain) * release);
        gain = Math.min(least.next(wanted), released);
        isIdle = false;
        gainSum += gain - gains[averagePosition];
        gains[averagePosition] = gain;
        averageSum += gainSum - averages[averagePosition];
        averages[averagePosition] = gainSum;
        averagePosition = (averagePosition + 1) & (AVERAGE - 1);
        return averageSum;
    }
}
