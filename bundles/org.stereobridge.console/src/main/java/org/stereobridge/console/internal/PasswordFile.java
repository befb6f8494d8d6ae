package org.stereobridge.console.internal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The file that keeps the hash of the owner's password, for the owner of the process alone. */
final class PasswordFile {

    private static final String NAME = "console-password";

    private final Path folder;
    private final Path file;

    PasswordFile(Path folder) {
        this.folder = folder;
        file = folder.resolve(NAME);
    }

    Path path() {
        return file;
    }

    /**
     * @return empty where there is no file
     * @throws IOException where the file cannot be read, or holds no hash
     */
    Optional<OwnerPassword> read() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(OwnerPassword.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged; delete it and start anew for a new password", e);
        }
    }

    /** Either the whole file is there afterwards, or what was there before; a power cut changes nothing in that. */
    void write(OwnerPassword password) throws IOException {
        Files.createDirectories(folder);
        Path draft = folder.resolve(NAME + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), ownerOnly())) {
            channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] ownerOnly() {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
    }
}
