package org.stereobridge.simulator.internal.report;

import java.io.IOException;

/**
 * A waveform as it is drawn: lowest and highest value of each column, row by row of the file's channels.
 *
 * @param columnSeconds length of a column
 */
record Envelope(float[][] low, float[][] high, double columnSeconds) {

    private static final int COLUMNS = 900;
    private static final int CHUNK = 1 << 15;

    static Envelope of(WavFile file, int rateHz) throws IOException {
        int columns = (int) Math.max(1, Math.min(COLUMNS, file.frames()));
        double perColumn = (double) file.frames() / columns;
        float[][] low = new float[file.channels()][columns];
        float[][] high = new float[file.channels()][columns];
        float[][] chunk = new float[file.channels()][CHUNK];
        for (long at = 0; at < file.frames(); at += CHUNK) {
            int length = (int) Math.min(CHUNK, file.frames() - at);
            file.read(at, length, chunk, 0, file.frames());
            for (int channel = 0; channel < chunk.length; channel++) {
                widen(chunk[channel], length, at, perColumn, low[channel], high[channel]);
            }
        }
        return new Envelope(low, high, perColumn / rateHz);
    }

    private static void widen(float[] samples, int length, long at, double perColumn, float[] low, float[] high) {
        int n = 0;
        while (n < length) {
            int column = (int) Math.min(low.length - 1, (at + n) / perColumn);
            int end = (int) Math.min(length, Math.max(n + 1, Math.ceil((column + 1) * perColumn) - at));
            float least = low[column];
            float most = high[column];
            for (; n < end; n++) {
                least = Math.min(least, samples[n]);
                most = Math.max(most, samples[n]);
            }
            low[column] = least;
            high[column] = most;
        }
    }
}
