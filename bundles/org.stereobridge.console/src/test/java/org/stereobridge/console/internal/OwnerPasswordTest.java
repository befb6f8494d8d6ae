package org.stereobridge.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerPasswordTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void shouldMakeReadablePasswordsOfEightyBits() {
        Set<String> made = new HashSet<>();
        Set<Integer> characters = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String password = OwnerPassword.random(random);
            made.add(password);
            password.replace("-", "").chars().forEach(characters::add);
            assertTrue(password.matches("[0-9a-z]{4}(-[0-9a-z]{4}){3}"), password);
        }

        assertEquals(1_000, made.size());
        assertEquals(32, characters.size());
        assertTrue(IntStream.of('i', 'l', 'o', 'u').noneMatch(characters::contains));
    }

    @Test
    void shouldMatchTheRightPasswordAlone() {
        OwnerPassword password = OwnerPassword.of("correct", random);

        assertTrue(password.matches("correct"));
        assertFalse(password.matches("Correct"));
        assertFalse(password.matches(""));
        assertFalse(password.matches("größer\0"));
    }

    @Test
    void shouldKeepNoPasswordInItsText() {
        OwnerPassword password = OwnerPassword.of("correct", random);

        assertFalse(password.toString().contains("correct"));
        assertEquals(password, OwnerPassword.parse(password + "\n"));
        assertNotEquals(password.toString(), OwnerPassword.of("correct", random).toString());
    }

    /** Made by Python's hashlib.pbkdf2_hmac("sha256", b"password", bytes(range(16)), 4096, 32). */
    @Test
    void shouldHashAsOthersDo() {
        OwnerPassword password = OwnerPassword.parse(
                "pbkdf2-sha256:4096:AAECAwQFBgcICQoLDA0ODw==:kXAOPElOEAcXAIZmAe/UhuQ3ZfqLQrmhKSAzhqXKUJs=");

        assertTrue(password.matches("password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "admin", "pbkdf2-sha256:0:AAECAwQFBgcICQoLDA0ODw==:AA==", "pbkdf2-sha256:1:AA==:AA==",
        "pbkdf2-sha256:x:AAECAwQFBgcICQoLDA0ODw==:AA==", "md5:1:AAECAwQFBgcICQoLDA0ODw==:AA==",
        "pbkdf2-sha256:1:!:?", "pbkdf2-sha256:99999999:AAECAwQFBgcICQoLDA0ODw==:AA=="})
    void shouldRefuseWhatIsNoHash(String text) {
        assertThrows(IllegalArgumentException.class, () -> OwnerPassword.parse(text));
    }
}
