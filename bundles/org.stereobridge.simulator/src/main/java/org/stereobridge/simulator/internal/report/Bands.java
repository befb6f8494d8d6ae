package org.stereobridge.simulator.internal.report;

import java.util.Arrays;

/** Bands of a sixth of an octave from 20 Hz to 20 kHz, wider below 150 Hz, where a window has too few bins. */
final class Bands {

    private static final double LOWEST_HZ = 20;
    private static final double HIGHEST_HZ = 20_000;
    private static final double RATIO = Math.pow(2, 1 / 6.0);
    private static final int LEAST_BINS = 6;

    private final int[] firstBins;
    private final double binHz;

    Bands(int rateHz) {
        binHz = (double) rateHz / WindowSpectra.FRAMES;
        int last = (int) Math.floor(HIGHEST_HZ / binHz);
        int[] edges = new int[last];
        int count = 0;
        int edge = (int) Math.ceil(LOWEST_HZ / binHz);
        while (edge <= last + 1 - LEAST_BINS) {
            edges[count++] = edge;
            edge = Math.max(edge + LEAST_BINS, (int) Math.round(edge * RATIO));
        }
        // What is left above the last whole band belongs to it.
        edges[count] = last + 1;
        firstBins = Arrays.copyOf(edges, count + 1);
    }

    int count() {
        return firstBins.length - 1;
    }

    int firstBin(int band) {
        return firstBins[band];
    }

    /** One behind the band's last bin. */
    int endBin(int band) {
        return firstBins[band + 1];
    }

    double centreHz(int band) {
        return binHz * Math.sqrt(firstBins[band] * (firstBins[band + 1] - 1.0));
    }
}
