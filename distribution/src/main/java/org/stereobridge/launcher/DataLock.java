package org.stereobridge.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second instance out of a data folder; the operating system lets go of it with the process. */
final class DataLock {

    // Never closed: a lock goes with its channel.
    private static FileChannel channel;

    private DataLock() {
    }

    static void take(Path folder) throws Problem {
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new Problem(Problem.UNAVAILABLE, "data folder", folder,
                        "in use by another stereobridge; stop that one or give another folder with --data");
            }
        } catch (IOException e) {
            throw new Problem(Problem.CANNOT_WRITE, "data folder", folder, "cannot be locked; give another --data");
        }
    }
}
