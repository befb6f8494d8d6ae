package org.stereobridge.codec.libsbc.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Optional;

/**
 * The functions of libsbc that we call, by direct mapping. Addresses and sizes are {@code long}: nothing is converted
 * or allocated in a call, and whoever calls keeps the memory behind an address reachable.
 */
final class LibSbc {

    static final String LIBRARY = "libsbc.so.1";

    private static final String[] FUNCTIONS =
            {"sbc_init", "sbc_finish", "sbc_decode", "sbc_encode", "sbc_get_codesize", "sbc_get_frame_length"};

    private LibSbc() {
    }

    static native int sbc_init(long sbc, long flags);

    static native void sbc_finish(long sbc);

    static native long sbc_decode(long sbc, long input, long inputBytes, long output, long outputBytes, long written);

    static native long sbc_encode(long sbc, long input, long inputBytes, long output, long outputBytes, long written);

    static native long sbc_get_codesize(long sbc);

    static native long sbc_get_frame_length(long sbc);

    /** Why libsbc cannot be used here; empty where it can. The first call loads it. */
    static Optional<String> problem() {
        return Loaded.PROBLEM;
    }

    /** Looks for the library and its functions without binding them. */
    static Optional<String> problemOf(String library) {
        try {
            if (Native.SIZE_T_SIZE != Long.BYTES) {
                return Optional.of("it is bound for 64-bit machines only");
            }
            NativeLibrary found = NativeLibrary.getInstance(library);
            for (String function : FUNCTIONS) {
                found.getFunction(function);
            }
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(firstLine(e));
        }
    }

    private static Optional<String> load() {
        Optional<String> problem = problemOf(LIBRARY);
        if (problem.isPresent()) {
            return problem;
        }
        try {
            Native.register(LibSbc.class, LIBRARY);
            return SbcStruct.problem();
        } catch (LinkageError e) {
            return Optional.of(firstLine(e));
        }
    }

    private static String firstLine(LinkageError e) {
        // JNA lists each place where it looked on a line of its own, behind a colon.
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        return line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
    }

    /** Loads once, when first asked. */
    private static final class Loaded {

        static final Optional<String> PROBLEM = load();
    }
}
