package org.stereobridge.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Where all log lines meet: java.util.logging, to which slf4j's provider and the framework's log service lead. A file
 * has everything from INFO, with stack traces, of some talkative ones from WARNING; standard error has warnings and
 * errors, a line each.
 */
final class LogFile {

    private static final int FILE_BYTES = 1_000_000;
    private static final int FILES = 3;

    /** Each start and stop of theirs is worth ten lines to them, and none to who reads this log. */
    private static final List<String> TALKATIVE = List.of("org.eclipse.jetty", "org.apache.felix.http",
            "org.apache.felix.webconsole");

    /** Held here: the log manager would forget their levels with them. */
    private static final List<Logger> HUSHED = TALKATIVE.stream().map(Logger::getLogger).toList();

    private LogFile() {
    }

    static void open(Path folder) throws Problem {
        close();
        try {
            Files.createDirectories(folder);
            add(new FileHandler(folder.resolve("stereobridge-%g.log").toString(), FILE_BYTES, FILES, true),
                    Level.INFO, new WithTrace());
        } catch (IOException e) {
            throw new Problem(Problem.CANNOT_WRITE, "log", folder, "cannot be written; give another --data");
        }
        HUSHED.forEach(logger -> logger.setLevel(Level.WARNING));
        add(new ConsoleHandler(), Level.WARNING, new OneLine());
    }

    private static void add(Handler handler, Level level, Formatter formatter) {
        handler.setLevel(level);
        handler.setFormatter(formatter);
        Logger.getLogger("").addHandler(handler);
    }

    /** Also drops what the VM set up by itself. */
    static void close() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
            handler.close();
        }
    }

    /** {@code warning: org.foo.Bar: what happened: the exception's words}. */
    private static final class OneLine extends Formatter {

        @Override
        public String format(LogRecord record) {
            Throwable thrown = record.getThrown();
            return record.getLevel().getName().toLowerCase(Locale.ROOT) + ": " + record.getLoggerName() + ": "
                    + formatMessage(record) + (thrown == null ? "" : ": " + thrown) + System.lineSeparator();
        }
    }

    private static final class WithTrace extends Formatter {

        @Override
        public String format(LogRecord record) {
            var line = new StringWriter();
            var out = new PrintWriter(line);
            out.printf("%1$tFT%1$tT.%1$tL %2$s %3$s: %4$s%n", record.getMillis(), record.getLevel().getName(),
                    record.getLoggerName(), formatMessage(record));
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(out);
            }
            out.flush();
            return line.toString();
        }
    }
}
