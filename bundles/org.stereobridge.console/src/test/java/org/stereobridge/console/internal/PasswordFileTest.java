package org.stereobridge.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

    @TempDir
    Path folder;

    private final OwnerPassword password = OwnerPassword.of("secret", new SecureRandom());

    @Test
    void shouldReadWhatItWrote() throws IOException {
        var file = new PasswordFile(folder.resolve("new/folder"));

        file.write(password);

        assertEquals(Optional.of(password), file.read());
    }

    @Test
    void shouldBeEmptyAtFirst() throws IOException {
        assertEquals(Optional.empty(), new PasswordFile(folder).read());
    }

    @Test
    void shouldBeForItsOwnerAlone() throws IOException {
        var file = new PasswordFile(folder);

        file.write(password);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void shouldLeaveNothingElseBehind() throws IOException {
        var file = new PasswordFile(folder);
        Files.writeString(folder.resolve("console-password.new"), "from a power cut");

        file.write(password);

        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file.path()), files.toList());
        }
    }

    @Test
    void shouldSayThatTheFileIsDamaged() throws IOException {
        var file = new PasswordFile(folder);
        Files.writeString(file.path(), "");

        var thrown = assertThrows(IOException.class, file::read);

        assertTrue(thrown.getMessage().startsWith(file.path() + " is damaged; delete it"), thrown.getMessage());
    }
}
