package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.nio.file.Path;

/** A recording cannot be written. */
final class RecordingException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Path path;

    RecordingException(Path path, IOException cause) {
        super(path + ": " + cause.getMessage(), cause);
        this.path = path;
    }

    Path path() {
        return path;
    }
}
