package org.stereobridge.dsp;

/** Shifts a signal by a constant part of a sample. */
public final class FractionalDelay {

    private final float[] taps = new float[WindowedSinc.TAPS];
    private double fraction;

    /** Shifts by nothing, exactly, until {@link #fraction(double)} is called. */
    public FractionalDelay() {
        WindowedSinc.coefficients(0, taps);
    }

    /**
     * How far behind each sample its value is taken.
     *
     * @param fraction 0 to below 1
     */
    public void fraction(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("fraction must be 0 to below 1: " + fraction);
        }
        if (fraction != this.fraction) {
            WindowedSinc.coefficients(fraction, taps);
            this.fraction = fraction;
        }
    }

    /**
     * Writes the value at {@code inOffset + BEFORE + n + fraction} for each n. Reads {@code frames + TAPS - 1}
     * samples; the arrays must not overlap.
     */
    public void process(float[] in, int inOffset, float[] out, int outOffset, int frames) {
        if (fraction == 0) {
            System.arraycopy(in, inOffset + WindowedSinc.BEFORE, out, outOffset, frames);
        } else {
            Fir.apply(taps, in, inOffset, out, outOffset, frames);
        }
    }
}
