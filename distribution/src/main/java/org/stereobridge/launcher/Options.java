package org.stereobridge.launcher;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param scenario empty for the built-in one
 * @param seconds how long to play, a decimal; empty for the piece once
 * @param speed {@code realtime} or {@code max}
 * @param out where recordings and report go
 * @param port of the page, on loopback; 0 for any free one
 * @param recordHourly how many seconds to record at the start and at each full hour; empty for everything
 * @param data configuration, password, log and the framework's cache
 * @param music a file, {@code -} for standard input; empty for the bundled piece
 */
record Options(String radio, Optional<Path> scenario, Optional<String> seconds, String speed, Path out, int port,
        boolean recording, Optional<String> recordHourly, Path data, boolean shell, Optional<String> music) {

    static final String STANDARD_INPUT = "-";

    /** The music file; empty for standard input and the bundled piece. */
    Optional<Path> musicFile() {
        return music.filter(name -> !name.equals(STANDARD_INPUT)).map(Path::of);
    }
}
