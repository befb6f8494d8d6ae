package org.stereobridge.codec.aac.internal;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.stereobridge.natives.NativeBinding;

/**
 * The functions and numbers of libfdk-aac that we use (aacenc_lib.h, aacdecoder_lib.h), by direct mapping; whoever
 * calls keeps the memory behind an address reachable.
 */
final class LibFdkAac {

    static final String LIBRARY = "libfdk-aac.so.2";

    /** Frames of audio in one frame of AAC LC. */
    static final int FRAME_LENGTH = 1_024;
    /** TT_MP4_LATM_MCP1: each AudioMuxElement tells its configuration, as A2DP wants it. */
    static final int LATM = 6;

    // AACENC_PARAM
    static final int AOT = 0x100;
    static final int BIT_RATE = 0x101;
    static final int BIT_RATE_MODE = 0x102;
    static final int RATE = 0x103;
    static final int CHANNEL_MODE = 0x106;
    static final int AFTERBURNER = 0x200;
    static final int PEAK_BIT_RATE = 0x207;
    static final int TRANSPORT = 0x300;
    static final int HEADER_PERIOD = 0x301;
    static final int AAC_LC = 2;
    // AACDEC_PARAM
    static final int LIMITER = 0x0004;
    static final int LEAST_CHANNELS = 0x0011;
    static final int MOST_CHANNELS = 0x0012;
    static final int CONCEALMENT = 0x0100;
    static final int CLEAR_BUFFER = 0x0603;

    private static final String[] FUNCTIONS = {"aacEncOpen", "aacEncClose", "aacEncoder_SetParam", "aacEncEncode",
        "aacEncInfo", "aacDecoder_Open", "aacDecoder_Close", "aacDecoder_SetParam", "aacDecoder_Fill",
        "aacDecoder_DecodeFrame", "aacDecoder_GetStreamInfo"};
    private static final int INFO_BYTES = 128;
    private static final int INFO_FRAME_LENGTH = 16;

    private LibFdkAac() {
    }

    static native int aacEncOpen(long handlePointer, int modules, int channels);

    static native int aacEncClose(long handlePointer);

    static native int aacEncoder_SetParam(long handle, int parameter, int value);

    static native int aacEncEncode(long handle, long input, long output, long inputArguments, long outputArguments);

    static native long aacDecoder_Open(int transport, int layers);

    static native void aacDecoder_Close(long handle);

    static native int aacDecoder_SetParam(long handle, int parameter, int value);

    static native int aacDecoder_Fill(long handle, long bufferPointer, long size, long valid);

    static native int aacDecoder_DecodeFrame(long handle, long samples, int room, int flags);

    static native long aacDecoder_GetStreamInfo(long handle);

    /** Why libfdk-aac cannot be used here; empty where it can. The first call loads it. */
    static Optional<String> problem() {
        return Loaded.PROBLEM;
    }

    /** Looks for the library and what it does, without binding it. */
    static Optional<String> problemOf(String library) {
        return NativeBinding.problem(library, LibFdkAac::probe, FUNCTIONS);
    }

    /** Whether an encoder of AAC LC can be set up, and has frames of the length that it must have. */
    private static Optional<String> probe(NativeLibrary library) {
        try (var memory = new Memory(Long.BYTES + (long) INFO_BYTES)) {
            memory.clear();
            Pointer info = memory.share(Long.BYTES);
            boolean isOpen = library.getFunction("aacEncOpen").invokeInt(new Object[] {memory, 0, 1}) == 0
                    && memory.getPointer(0) != null;
            if (!isOpen) {
                return Optional.of("it opens no encoder");
            }
            Pointer handle = memory.getPointer(0);
            int[][] parameters = {{AOT, AAC_LC}, {RATE, 44_100}, {CHANNEL_MODE, 1}, {BIT_RATE, 128_000},
                {TRANSPORT, LATM}, {HEADER_PERIOD, 1}};
            boolean isTaken = true;
            for (int[] parameter : parameters) {
                isTaken &= library.getFunction("aacEncoder_SetParam").invokeInt(
                        new Object[] {handle, parameter[0], parameter[1]}) == 0;
            }
            isTaken &= library.getFunction("aacEncEncode").invokeInt(
                    new Object[] {handle, null, null, null, null}) == 0;
            isTaken &= library.getFunction("aacEncInfo").invokeInt(new Object[] {handle, info}) == 0
                    && info.getInt(INFO_FRAME_LENGTH) == FRAME_LENGTH;
            library.getFunction("aacEncClose").invokeInt(new Object[] {memory});
            return isTaken ? Optional.empty() : Optional.of("it does not code as version 2.0 does");
        }
    }

    /** Loads once, when first asked. */
    private static final class Loaded {

        static final Optional<String> PROBLEM =
                problemOf(LIBRARY).or(() -> NativeBinding.bind(LibFdkAac.class, LIBRARY));
    }
}
