package org.stereobridge.codec.sbc.internal;

/** What a subband sample of 1 means: the specification reckons in 16-bit integers. */
final class Pcm {

    static final float FULL_SCALE = 32_768;

    private Pcm() {
    }
}
