package org.stereobridge.codec.libsbc.internal;

import java.util.Optional;
import org.stereobridge.natives.NativeBinding;

/**
 * The functions of libsbc that we call, by direct mapping; whoever calls keeps the memory behind an address
 * reachable.
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
        return NativeBinding.problem(library, found -> Optional.empty(), FUNCTIONS);
    }

    private static Optional<String> load() {
        return problemOf(LIBRARY).or(() -> NativeBinding.bind(LibSbc.class, LIBRARY)).or(SbcStruct::problem);
    }

    /** Loads once, when first asked. */
    private static final class Loaded {

        static final Optional<String> PROBLEM = load();
    }
}
