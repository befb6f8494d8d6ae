package org.stereobridge.codec.aptx.internal;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.stereobridge.natives.NativeBinding;

/**
 * The functions of libfreeaptx that we call, by direct mapping; whoever calls keeps the memory behind an address
 * reachable.
 */
final class LibFreeAptx {

    static final String LIBRARY = "libfreeaptx.so.0";

    private static final int MAJOR = 0;
    private static final String[] FUNCTIONS =
            {"aptx_init", "aptx_reset", "aptx_finish", "aptx_encode", "aptx_decode"};
    private static final int SAMPLE_BYTES = 3;

    private LibFreeAptx() {
    }

    static native long aptx_init(int hd);

    static native void aptx_reset(long context);

    static native void aptx_finish(long context);

    static native long aptx_encode(long context, long input, long inputBytes, long output, long outputBytes,
            long written);

    static native long aptx_decode(long context, long input, long inputBytes, long output, long outputBytes,
            long written);

    /** Why libfreeaptx cannot be used here; empty where it can. The first call loads it. */
    static Optional<String> problem() {
        return Loaded.PROBLEM;
    }

    /** Looks for the library and what it does, without binding it. */
    static Optional<String> problemOf(String library) {
        return NativeBinding.problem(library, LibFreeAptx::probe, FUNCTIONS);
    }

    private static Optional<String> probe(NativeLibrary library) {
        int major = library.getGlobalVariableAddress("aptx_major").getInt(0);
        if (major != MAJOR) {
            return Optional.of("its version is " + major + ".x, and only " + MAJOR + ".x is known");
        }
        for (AptxKind kind : new AptxKind[] {AptxKind.APTX, AptxKind.HD}) {
            if (!codesAWord(library, kind)) {
                return Optional.of("it does not code as version 0.1 does");
            }
        }
        return Optional.empty();
    }

    /** Whether one codeword of silence has the lengths that it must have. */
    private static boolean codesAWord(NativeLibrary library, AptxKind kind) {
        long inputBytes = (long) AptxKind.WORD_FRAMES * 2 * SAMPLE_BYTES;
        Pointer context = (Pointer) library.getFunction("aptx_init").invoke(Pointer.class,
                new Object[] {kind.isHd() ? 1 : 0});
        if (context == null) {
            return false;
        }
        try (var memory = new Memory(64)) {
            memory.clear();
            Object used = library.getFunction("aptx_encode").invoke(Long.class, new Object[] {context, memory,
                inputBytes, memory.share(32), (long) kind.wordBytes(), memory.share(48)});
            return Long.valueOf(inputBytes).equals(used) && memory.getLong(48) == kind.wordBytes();
        } finally {
            library.getFunction("aptx_finish").invokeVoid(new Object[] {context});
        }
    }

    /** Loads once, when first asked. */
    private static final class Loaded {

        static final Optional<String> PROBLEM =
                problemOf(LIBRARY).or(() -> NativeBinding.bind(LibFreeAptx.class, LIBRARY));
    }
}
