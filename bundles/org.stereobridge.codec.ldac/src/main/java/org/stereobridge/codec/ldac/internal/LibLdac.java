package org.stereobridge.codec.ldac.internal;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.stereobridge.natives.NativeBinding;

/**
 * The functions of libldacBT_enc that we call, by direct mapping; whoever calls keeps the memory behind an address
 * reachable.
 */
final class LibLdac {

    static final String LIBRARY = "libldacBT_enc.so.2";

    /** What L2CAP must carry at least for LDAC, and what the library asks for. */
    static final int MTU_BYTES = 679;
    /** LDACBT_SMPL_FMT_F32. */
    static final int FLOAT = 5;
    /** Frames of audio in one LDAC frame, and that a call takes. */
    static final int FRAME_LENGTH = 128;
    /** The most that a call writes: LDACBT_MAX_NBYTES. */
    static final int MOST_BYTES = 1_024;

    private static final int MAJOR = 2;
    private static final int TRIAL_CODEC_FRAMES = 4;
    private static final int TRIAL_BYTES = 660;
    private static final String[] FUNCTIONS = {"ldacBT_get_version", "ldacBT_get_handle", "ldacBT_free_handle",
        "ldacBT_close_handle", "ldacBT_init_handle_encode", "ldacBT_set_eqmid", "ldacBT_encode"};

    private LibLdac() {
    }

    static native long ldacBT_get_handle();

    static native void ldacBT_free_handle(long handle);

    static native void ldacBT_close_handle(long handle);

    static native int ldacBT_init_handle_encode(long handle, int mtu, int quality, int mode, int format, int rateHz);

    static native int ldacBT_set_eqmid(long handle, int quality);

    static native int ldacBT_encode(long handle, long samples, long usedBytes, long stream, long streamBytes,
            long codecFrames);

    /** Why libldacBT_enc cannot be used here; empty where it can. The first call loads it. */
    static Optional<String> problem() {
        return Loaded.PROBLEM;
    }

    /** Looks for the library and what it does, without binding it. */
    static Optional<String> problemOf(String library) {
        return NativeBinding.problem(library, LibLdac::probe, FUNCTIONS);
    }

    private static Optional<String> probe(NativeLibrary library) {
        int major = library.getFunction("ldacBT_get_version").invokeInt(new Object[0]) >> 16 & 0xFF;
        if (major != MAJOR) {
            return Optional.of("its version is " + major + ".x, and only " + MAJOR + ".x is known");
        }
        return codes(library) ? Optional.empty() : Optional.of("it does not code as version 2.0 does");
    }

    /** Whether four frames of silence in mono at the best quality are one packet of 660 bytes. */
    private static boolean codes(NativeLibrary library) {
        Pointer handle = (Pointer) library.getFunction("ldacBT_get_handle").invoke(Pointer.class, new Object[0]);
        if (handle == null) {
            return false;
        }
        try (var memory = new Memory(FRAME_LENGTH * Float.BYTES + MOST_BYTES + 3L * Integer.BYTES)) {
            memory.clear();
            Pointer stream = memory.share(FRAME_LENGTH * Float.BYTES);
            Pointer used = stream.share(MOST_BYTES);
            Pointer bytes = used.share(Integer.BYTES);
            Pointer codecFrames = bytes.share(Integer.BYTES);
            boolean isDone = library.getFunction("ldacBT_init_handle_encode").invokeInt(
                    new Object[] {handle, MTU_BYTES, 0, LdacConfig.MONO, FLOAT, 44_100}) == 0;
            for (int i = 0; isDone && i < TRIAL_CODEC_FRAMES; i++) {
                isDone = library.getFunction("ldacBT_encode").invokeInt(
                        new Object[] {handle, memory, used, stream, bytes, codecFrames}) == 0;
            }
            return isDone && used.getInt(0) == FRAME_LENGTH * Float.BYTES && bytes.getInt(0) == TRIAL_BYTES
                    && codecFrames.getInt(0) == TRIAL_CODEC_FRAMES;
        } finally {
            library.getFunction("ldacBT_free_handle").invokeVoid(new Object[] {handle});
        }
    }

    /** Loads once, when first asked. */
    private static final class Loaded {

        static final Optional<String> PROBLEM = problemOf(LIBRARY).or(() -> NativeBinding.bind(LibLdac.class, LIBRARY));
    }
}
