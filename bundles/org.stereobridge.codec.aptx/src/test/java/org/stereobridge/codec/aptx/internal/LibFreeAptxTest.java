package org.stereobridge.codec.aptx.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.testkit.CLibrary;

/** Libraries that go by the name and are another thing. */
class LibFreeAptxTest {

    private static final String CODES = """
            #include <stddef.h>
            void *aptx_init(int hd) { static int contexts[2]; contexts[hd] = hd; return &contexts[hd]; }
            void aptx_reset(void *c) { }
            void aptx_finish(void *c) { }
            size_t aptx_decode(void *c, void *i, size_t is, void *o, size_t os, size_t *w) { return 0; }
            size_t aptx_encode(void *c, void *i, size_t is, void *o, size_t os, size_t *w) {
                *w = *(int *) c ? HD_BYTES : 4;
                return is;
            }
            """;

    @TempDir
    private Path folder;

    private Optional<String> problemOf(String name, String source) throws Exception {
        assumeTrue(CLibrary.canCompile(), "gcc is not installed");
        return LibFreeAptx.problemOf(CLibrary.compile(folder, name, source).toString());
    }

    @Test
    void shouldAcceptWhatCodesAsItDoes() throws Exception {
        assertEquals(Optional.empty(), problemOf("liblike.so",
                "const int aptx_major = 0;\n#define HD_BYTES 6\n" + CODES));
    }

    @Test
    void shouldNameVersionOfAnother() throws Exception {
        assertEquals(Optional.of("its version is 1.x, and only 0.x is known"), problemOf("libnewer.so",
                "const int aptx_major = 1;\n#define HD_BYTES 6\n" + CODES));
    }

    @Test
    void shouldNoticeOtherFrames() throws Exception {
        assertEquals(Optional.of("it does not code as version 0.1 does"), problemOf("libother.so",
                "const int aptx_major = 0;\n#define HD_BYTES 8\n" + CODES));
    }

    @Test
    void shouldNameFunctionThatIsMissing() throws Exception {
        String problem = problemOf("libpart.so", "const int aptx_major = 0;\nvoid *aptx_init(int hd) { return 0; }\n")
                .orElseThrow();

        assertTrue(problem.contains("aptx_reset"), problem);
        assertEquals(1, problem.lines().count());
    }

    @Test
    void shouldNameVersionThatIsMissing() throws Exception {
        String problem = problemOf("libold.so", "#define HD_BYTES 6\n" + CODES).orElseThrow();

        assertTrue(problem.contains("aptx_major"), problem);
    }

    @Test
    void shouldNameLibraryThatIsMissing() {
        assertEquals(Optional.of("Unable to load library 'libaptx-of-nobody.so.9'"),
                LibFreeAptx.problemOf("libaptx-of-nobody.so.9"));
    }
}
