package org.stereobridge.codec.libsbc.internal;

/** Alignment of native memory for SIMD. */
final class Align {

    private static final int BYTES = 16;

    private Align() {
    }

    static int up(int bytes) {
        return (bytes + BYTES - 1) & -BYTES;
    }
}
