package org.stereobridge.codec.ldac.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.testkit.CLibrary;

/** Libraries that go by the name and are another thing. */
class LibLdacTest {

    private static final String CODES = """
            static int calls;
            int ldacBT_get_version(void) { return VERSION; }
            void *ldacBT_get_handle(void) { return &calls; }
            void ldacBT_free_handle(void *h) { }
            void ldacBT_close_handle(void *h) { }
            int ldacBT_set_eqmid(void *h, int q) { return 0; }
            int ldacBT_init_handle_encode(void *h, int m, int q, int c, int f, int r) { calls = 0; return 0; }
            int ldacBT_encode(void *h, void *p, int *used, void *s, int *bytes, int *frames) {
                *used = 512;
                *bytes = ++calls == 4 ? BYTES : 0;
                *frames = calls == 4 ? 4 : 0;
                return 0;
            }
            """;

    @TempDir
    private Path folder;

    private Optional<String> problemOf(String name, String source) throws Exception {
        assumeTrue(CLibrary.canCompile(), "gcc is not installed");
        return LibLdac.problemOf(CLibrary.compile(folder, name, source).toString());
    }

    @Test
    void shouldAcceptWhatCodesAsItDoes() throws Exception {
        assertEquals(Optional.empty(), problemOf("liblike.so", "#define VERSION 0x20003\n#define BYTES 660\n" + CODES));
    }

    @Test
    void shouldNameVersionOfAnother() throws Exception {
        assertEquals(Optional.of("its version is 3.x, and only 2.x is known"),
                problemOf("libnewer.so", "#define VERSION 0x30000\n#define BYTES 660\n" + CODES));
    }

    @Test
    void shouldNoticeOtherFrames() throws Exception {
        assertEquals(Optional.of("it does not code as version 2.0 does"),
                problemOf("libother.so", "#define VERSION 0x20002\n#define BYTES 640\n" + CODES));
    }

    @Test
    void shouldNameFunctionThatIsMissing() throws Exception {
        String problem = problemOf("libpart.so", "int ldacBT_get_version(void) { return 0x20002; }\n").orElseThrow();

        assertTrue(problem.contains("ldacBT_get_handle"), problem);
        assertEquals(1, problem.lines().count());
    }

    @Test
    void shouldNameLibraryThatIsMissing() {
        assertEquals(Optional.of("Unable to load library 'libldac-of-nobody.so.9'"),
                LibLdac.problemOf("libldac-of-nobody.so.9"));
    }
}
