package org.stereobridge.simulator.internal.music;

import org.stereobridge.simulator.internal.RefusedException;

/**
 * How samples lie in a WAV or AIFF file.
 *
 * @param bits of a sample: 16, 24 or 32, or 64 for floats
 * @param isFloat IEEE 754 rather than integers
 * @param isBigEndian as in AIFF
 * @param frames in the file, -1 where the header does not know
 */
record PcmLayout(int rateHz, int bits, boolean isFloat, boolean isBigEndian, long frames) {

    private static final int CHANNELS = 2;

    /** Checks what a header says against what can be played. */
    static PcmLayout checked(String where, int channels, long rateHz, int bits, boolean isFloat, boolean isBigEndian,
            long frames) throws RefusedException {
        Refusals.checkForm(where, channels, rateHz);
        boolean isKnown = isFloat ? bits == 32 || bits == 64 : bits == 16 || bits == 24 || bits == 32;
        if (!isKnown) {
            throw Refusals.content(bits + "-bit music", where, "give 16, 24 or 32 bits; " + Refusals.CONVERT);
        }
        if (frames == 0) {
            throw Refusals.content("music without samples", where, "give a file that has some");
        }
        return new PcmLayout((int) rateHz, bits, isFloat, isBigEndian, frames);
    }

    int frameBytes() {
        return CHANNELS * bits / 8;
    }

    /** Turns whole frames of bytes into samples, full scale +-1; what is no number is silence. */
    void toSamples(byte[] bytes, int frames, float[][] out, int frame) {
        int sampleBytes = bits / 8;
        for (int n = 0, at = 0; n < frames; n++) {
            for (int channel = 0; channel < CHANNELS; channel++, at += sampleBytes) {
                out[channel][frame + n] = sample(bytes, at, sampleBytes);
            }
        }
    }

    private float sample(byte[] bytes, int at, int sampleBytes) {
        long word = 0;
        for (int i = 0; i < sampleBytes; i++) {
            word = word << 8 | bytes[isBigEndian ? at + i : at + sampleBytes - 1 - i] & 0xFF;
        }
        if (isFloat) {
            double value = bits == 32 ? Float.intBitsToFloat((int) word) : Double.longBitsToDouble(word);
            return Double.isFinite(value) ? (float) value : 0;
        }
        int unused = Long.SIZE - bits;
        return (float) ((word << unused >> unused) * Math.scalb(1.0, 1 - bits));
    }
}
