package org.stereobridge.codec;

/** What a stream is for, which decides the configuration that suits it best. */
public enum StreamUse {
    /** The stereo programme that an Echo or a phone sends us: two channels, best quality. */
    PROGRAMME,
    /** The one channel that we send to a speaker: MONO where the codec and the speaker have it. */
    SPEAKER
}
