package org.stereobridge.dsp;

/** Shifts a signal by a constant part of a sample. */
public final class FractionalDelay {

    private final float[][] taps = new float[1][WindowedSinc.TAPS];
    private final Fir fir = new Fir(1);
    private double fraction;

    /**
     * How far behind each sample its value is taken; nothing until this is called.
     *
     * @param fraction 0 to below 1
     */
    public void fraction(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("fraction must be 0 to below 1: " + fraction);
        }
        if (fraction != this.fraction) {
            WindowedSinc.coefficients(fraction, taps[0]);
            this.fraction = fraction;
        }
    }

    /**
     * Writes the value at {@code inOffset + BEFORE + n + fraction} for each n; with fraction 0 it is copied. Reads
     * {@code frames + TAPS - 1} samples.
     */
    public void process(float[] in, int inOffset, float[] out, int outOffset, int frames) {
        if (fraction == 0) {
            System.arraycopy(in, inOffset + WindowedSinc.BEFORE, out, outOffset, frames);
            return;
        }
        for (int done = 0; done < frames; done += Fir.STRIP) {
            int length = Math.min(Fir.STRIP, frames - done);
            fir.apply(taps, in, inOffset + done, length);
            System.arraycopy(fir.result(0), 0, out, outOffset + done, length);
        }
    }
}
