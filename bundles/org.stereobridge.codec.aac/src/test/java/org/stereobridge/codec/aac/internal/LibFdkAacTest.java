package org.stereobridge.codec.aac.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.testkit.CLibrary;

/** Libraries that go by the name and are another thing. */
class LibFdkAacTest {

    private static final String CODES = """
            int aacEncOpen(void **h, unsigned m, unsigned c) { static int state; *h = HANDLE; return 0; }
            int aacEncClose(void **h) { return 0; }
            int aacEncoder_SetParam(void *h, int p, unsigned v) { return 0; }
            int aacEncEncode(void *h, void *i, void *o, void *ia, void *oa) { return 0; }
            int aacEncInfo(void *h, int *info) { info[4] = FRAME; return 0; }
            void *aacDecoder_Open(int t, unsigned l) { return 0; }
            void aacDecoder_Close(void *h) { }
            int aacDecoder_SetParam(void *h, int p, int v) { return 0; }
            int aacDecoder_Fill(void *h, void **b, unsigned *s, unsigned *v) { return 0; }
            int aacDecoder_DecodeFrame(void *h, short *s, int n, unsigned f) { return 0; }
            void *aacDecoder_GetStreamInfo(void *h) { return 0; }
            """;

    @TempDir
    private Path folder;

    private Optional<String> problemOf(String name, String source) throws Exception {
        assumeTrue(CLibrary.canCompile(), "gcc is not installed");
        return LibFdkAac.problemOf(CLibrary.compile(folder, name, source).toString());
    }

    @Test
    void shouldAcceptWhatCodesAsItDoes() throws Exception {
        assertEquals(Optional.empty(), problemOf("liblike.so", "#define HANDLE &state\n#define FRAME 1024\n" + CODES));
    }

    @Test
    void shouldNoticeOtherFrames() throws Exception {
        assertEquals(Optional.of("it does not code as version 2.0 does"),
                problemOf("libother.so", "#define HANDLE &state\n#define FRAME 960\n" + CODES));
    }

    @Test
    void shouldNoticeThatItOpensNothing() throws Exception {
        assertEquals(Optional.of("it opens no encoder"),
                problemOf("libempty.so", "#define HANDLE 0\n#define FRAME 1024\n" + CODES));
    }

    @Test
    void shouldNameFunctionThatIsMissing() throws Exception {
        String problem = problemOf("libpart.so", "int aacEncOpen(void **h, unsigned m, unsigned c) { return 0; }\n")
                .orElseThrow();

        assertTrue(problem.contains("aacEncClose"), problem);
        assertEquals(1, problem.lines().count());
    }
}
