package org.stereobridge.codec.libsbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LibSbcTest {

    @Test
    void shouldNameLibraryThatIsMissingInOneLine() {
        String problem = LibSbc.problemOf("libsbc-of-nobody.so.9").orElseThrow();

        assertEquals("Unable to load library 'libsbc-of-nobody.so.9'", problem);
    }

    @Test
    void shouldNameFunctionThatIsMissing() {
        String problem = LibSbc.problemOf("libc.so.6").orElseThrow();

        assertTrue(problem.contains("sbc_init"), problem);
        assertEquals(1, problem.lines().count());
    }

    @Test
    void shouldTellTheSameEachTime() {
        assertEquals(LibSbc.problem(), LibSbcProvider.problem());
        assertFalse(LibSbc.problem().map(String::isBlank).orElse(false));
    }
}
