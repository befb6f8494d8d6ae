package org.stereobridge.launcher;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param simulation empty for this machine's own Bluetooth
 * @param waitsForRadio whether to go on where Bluetooth is not there yet
 * @param port of the page, on loopback; 0 for any free one
 * @param data configuration, password, log and the framework's cache
 */
record Options(Optional<Simulation> simulation, boolean waitsForRadio, int port, Path data, boolean shell) {

    static final String SIMULATOR = "simulator";
    static final String BLUEZ = "bluez";
    static final String STANDARD_INPUT = "-";

    /** As {@code --radio} names it. */
    String radio() {
        return simulation.isPresent() ? SIMULATOR : BLUEZ;
    }

    /**
     * What the simulated radio is told.
     *
     * @param scenario empty for the built-in one
     * @param seconds how long to play, a decimal; empty for the piece once
     * @param speed {@code realtime} or {@code max}
     * @param out where recordings and report go
     * @param recordHourly how many seconds to record at the start and at each full hour; empty for everything
     * @param music a file, {@code -} for standard input; empty for the bundled piece
     */
    record Simulation(Optional<Path> scenario, Optional<String> seconds, String speed, Path out, boolean recording,
            Optional<String> recordHourly, Optional<String> music) {

        /** The music file; empty for standard input and the bundled piece. */
        Optional<Path> musicFile() {
            return music.filter(name -> !name.equals(STANDARD_INPUT)).map(Path::of);
        }
    }
}
