package org.stereobridge.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeBindingTest {

    @Test
    void shouldNameLibraryThatIsMissingInOneLine() {
        String problem = NativeBinding.problem("libof-nobody.so.9", found -> Optional.empty()).orElseThrow();

        assertEquals("Unable to load library 'libof-nobody.so.9'", problem);
    }

    @Test
    void shouldNameFunctionThatIsMissing() {
        String problem = NativeBinding.problem("libc.so.6", found -> Optional.empty(), "read", "codec_of_nobody")
                .orElseThrow();

        assertTrue(problem.contains("codec_of_nobody"), problem);
        assertEquals(1, problem.lines().count());
    }

    @Test
    void shouldTellWhatTheProbeFound() {
        assertEquals(Optional.of("too old"),
                NativeBinding.problem("libc.so.6", found -> Optional.of("too old"), "read"));
        assertEquals(Optional.empty(), NativeBinding.problem("libc.so.6", found -> Optional.empty(), "read"));
    }

    @Test
    void shouldTellWhereBindingFails() {
        String problem = NativeBinding.bind(Bound.class, "libc.so.6").orElseThrow();

        assertTrue(problem.contains("codec_of_nobody"), problem);
    }

    private static final class Bound {

        static native int codec_of_nobody(long a);
    }
}
