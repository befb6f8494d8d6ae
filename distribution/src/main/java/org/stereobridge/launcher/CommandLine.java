package org.stereobridge.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns arguments into {@link Options}, looking at nothing but the arguments. */
final class CommandLine {

    static final String USAGE = """
            Usage: ./run [OPTION]... [MUSIC]
                   ./run --radio bluez [OPTION]...

            The first form needs no Bluetooth. A simulated Echo plays MUSIC (WAV, AIFF, FLAC, or .sbc as sbcenc writes
            it; - for WAV on standard input; without it a bundled piece) through the bridge on simulated speakers; what
            each speaker was heard to play, report.html and report.json are written when it ends. For this form only:

              --scenario FILE        the Echo and the speakers, as JSON; without it the built-in pair
              --seconds N            play for N seconds; without it the piece once
              --speed realtime|max   realtime: as it would be heard (default); max: as fast as the machine can
              --out DIR              folder for recordings and report (./out)
              --no-recording         write no recordings
              --record-hourly S      record only the first S seconds and S seconds at each full hour

            The second form is the bridge itself, on this machine's Bluetooth (BlueZ). On its page, or by commands of
            its shell, an Echo or a phone is paired and speakers are added; it runs until Ctrl-C. For this form only:

              --wait                 where D-Bus, bluetoothd, an adapter or permission is missing, wait for it

            For both:

              --radio NAME           simulator (default) for the first form, bluez for the second
              --port N               port of the page, on this machine only (8080); 0 for any free one
              --data DIR             folder for configuration, password and log (%s)
              --shell                a Gogo shell on this terminal; try bridge:status, or bridge:radio with bluez
              --help, --version

            Exit codes: 0 done, 64 wrong usage, 65 bad content of a file, 66 no such file, 69 port or folder in use or
            no Bluetooth, 70 internal error, 73 output cannot be written. Ctrl-C ends a run; the first form reports.
            """;

    private static final Set<String> FLAGS = Set.of("--no-recording", "--shell", "--wait");
    private static final Set<String> VALUED = Set.of("--radio", "--scenario", "--seconds", "--speed", "--out", "--port",
            "--record-hourly", "--data");
    /** In the order in which they are refused where the radio is not the simulated one. */
    private static final List<String> SIMULATION = List.of("--scenario", "--seconds", "--speed", "--out",
            "--no-recording", "--record-hourly");
    private static final List<String> RADIOS = List.of(Options.SIMULATOR, Options.BLUEZ);
    private static final List<String> SPEEDS = List.of("realtime", "max");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d+)?");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int LAST_PORT = 65_535;

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private String music;

    private CommandLine() {
    }

    /** Relative paths stay so: they are of the folder in which the program was called. */
    static Options parse(List<String> arguments, Path defaultData) throws Problem {
        var line = new CommandLine();
        line.read(new ArrayDeque<>(arguments));
        return line.options(defaultData);
    }

    private void read(Deque<String> rest) throws Problem {
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            if (equals > 0) {
                rest.push(argument.substring(equals + 1));
                argument = argument.substring(0, equals);
            }
            if (VALUED.contains(argument)) {
                if (rest.isEmpty() || equals < 0 && rest.peek().startsWith("--")) {
                    throw usage("option", argument, "needs a value");
                }
                values.put(argument, rest.pop());
            } else if (FLAGS.contains(argument) && equals < 0) {
                flags.add(argument);
            } else if (FLAGS.contains(argument)) {
                throw usage("option", argument, "takes no value");
            } else if (argument.startsWith("-") && !argument.equals(Options.STANDARD_INPUT)) {
                throw usage("option", argument, "is unknown; --help lists all");
            } else if (argument.isEmpty()) {
                throw usage("music", "''", "is empty; give a file, or leave it out for the bundled piece");
            } else if (music != null) {
                throw usage("music", argument, "one piece at a time, and " + music + " was named before it");
            } else {
                music = argument;
            }
        }
    }

    private Options options(Path defaultData) throws Problem {
        boolean isSimulated = oneOf("--radio", RADIOS).equals(Options.SIMULATOR);
        boolean waits = flags.contains("--wait");
        if (isSimulated && waits) {
            throw usage("option", "--wait", "there is nothing to wait for; it goes with --radio bluez");
        }
        return new Options(isSimulated ? Optional.of(simulation()) : noSimulation(), waits, port(),
                path("--data").orElse(defaultData), flags.contains("--shell"));
    }

    private Options.Simulation simulation() throws Problem {
        return new Options.Simulation(path("--scenario"), seconds("--seconds"), oneOf("--speed", SPEEDS),
                path("--out").orElse(Path.of("out")), !flags.contains("--no-recording"), seconds("--record-hourly"),
                music());
    }

    private Optional<Options.Simulation> noSimulation() throws Problem {
        String why = "is for the simulated radio alone; leave it out with --radio bluez";
        for (String option : SIMULATION) {
            if (values.containsKey(option) || flags.contains(option)) {
                throw usage("option", option, why);
            }
        }
        if (music != null) {
            throw usage("music", music, why);
        }
        return Optional.empty();
    }

    private String oneOf(String option, List<String> allowed) throws Problem {
        String value = values.getOrDefault(option, allowed.get(0));
        if (!allowed.contains(value)) {
            throw usage(option, value, "is not known; use " + String.join(" or ", allowed));
        }
        return value;
    }

    private Optional<String> seconds(String option) throws Problem {
        String value = values.get(option);
        if (value != null && !(DECIMAL.matcher(value).matches() && Double.parseDouble(value) > 0)) {
            throw usage(option, value, "is not a number of seconds above 0, such as 90 or 2.5");
        }
        return Optional.ofNullable(value);
    }

    private int port() throws Problem {
        String value = values.getOrDefault("--port", "8080");
        if (!PORT.matcher(value).matches() || Integer.parseInt(value) > LAST_PORT) {
            throw usage("--port", value, "is not a port; use 1 to 65535, or 0 for any free one");
        }
        return Integer.parseInt(value);
    }

    private Optional<Path> path(String option) throws Problem {
        String value = values.get(option);
        if (value != null && value.isEmpty()) {
            throw usage(option, "''", "is empty; give a path");
        }
        return value == null ? Optional.empty() : Optional.of(pathOf(option, value));
    }

    private Optional<String> music() throws Problem {
        if (music != null) {
            pathOf("music", music);
        }
        return Optional.ofNullable(music);
    }

    private static Path pathOf(String what, String value) throws Problem {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw usage(what, value, "is not a path here; check its characters and the locale");
        }
    }

    private static Problem usage(String what, String where, String whatToDo) {
        return new Problem(Problem.USAGE, what, where, whatToDo);
    }
}
