package org.stereobridge.natives;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds C libraries and binds their functions by direct mapping. Addresses and sizes are bound as {@code long}, so that
 * nothing is converted or allocated in a call; hence on 64-bit machines only.
 */
public final class NativeBinding {

    private NativeBinding() {
    }

    /**
     * Why a library cannot be used, in one line; empty where it can. Nothing is bound.
     *
     * @param library file name or path
     * @param probe what the library says of itself that speaks against it; called once all functions are found
     * @param functions that are needed
     */
    public static Optional<String> problem(String library, Function<NativeLibrary, Optional<String>> probe,
            String... functions) {
        try {
            if (Native.SIZE_T_SIZE != Long.BYTES) {
                return Optional.of("it is bound for 64-bit machines only");
            }
            NativeLibrary found = NativeLibrary.getInstance(library);
            for (String function : functions) {
                found.getFunction(function);
            }
            return probe.apply(found);
        } catch (LinkageError e) {
            return Optional.of(firstLine(e));
        }
    }

    /** Binds the native methods of a class; gives the problem where that fails. */
    public static Optional<String> bind(Class<?> type, String library) {
        try {
            Native.register(type, library);
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(firstLine(e));
        }
    }

    private static String firstLine(LinkageError e) {
        // JNA lists each place where it looked on a line of its own, behind a colon.
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        return line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
    }
}
