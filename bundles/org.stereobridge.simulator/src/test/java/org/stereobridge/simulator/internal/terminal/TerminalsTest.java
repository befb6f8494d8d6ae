package org.stereobridge.simulator.internal.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stereobridge.simulator.internal.Progress;
import org.stereobridge.simulator.internal.Terminal;

class TerminalsTest {

    private static final Progress HALF = progress(30, 60, 2);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void shouldDrawBar() {
        String line = new StatusLine(true).bar(HALF, 100);

        assertTrue(line.startsWith("[\u2588"), line);
        assertTrue(line.contains("0:30 / 1:00"), line);
        assertTrue(line.contains("A |\u2588\u2588\u2588\u2588\u2588\u2588  |"), line);
        assertTrue(line.contains("skew 3 \u00b5s"), line);
        assertTrue(line.endsWith("15x"), line);
    }

    @Test
    void shouldDrawWithPlainCharactersWhereThereAreNoOthers() {
        String line = new StatusLine(false).bar(HALF, 100);

        assertTrue(line.chars().allMatch(c -> c < 128), line);
        assertTrue(line.contains("A |######..|"), line);
    }

    @Test
    void shouldStayWithinColumns() {
        for (int columns = 40; columns < 200; columns++) {
            for (int speakers = 1; speakers <= 8; speakers++) {
                assertTrue(new StatusLine(true).bar(progress(30, 60, speakers), columns).length() < columns);
            }
        }
    }

    @Test
    void shouldNotPassCommandsOnToTerminal() {
        var hostile = new Progress(1, 2, 1, List.of(new Progress.Speaker("\u001b[2J\u0007x", "left", -6, 0)),
                OptionalLong.empty());

        assertFalse(new StatusLine(true).plain(hostile).contains("\u001b"));
    }

    @Test
    void shouldShowGapsInPlainLines() {
        var gaps = new Progress(3_723, Double.NaN, 3_723, List.of(new Progress.Speaker("A", "left", -120, 2)),
                OptionalLong.empty());

        assertEquals("1:02:03  A silent (2 gaps)", new StatusLine(true).plain(gaps));
    }

    @Test
    void shouldWriteLineBelowBar() {
        Terminal terminal = Terminals.of("bar", out, "60");

        terminal.show(HALF);
        terminal.line("page: http://localhost:8080/");
        terminal.close();

        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.endsWith("15x" + System.lineSeparator() + "page: http://localhost:8080/"
                + System.lineSeparator()), text);
    }

    @Test
    void shouldShowNothingUnlessTold() {
        Terminal terminal = Terminals.of("none", out, null);

        terminal.show(HALF);
        terminal.line("done");
        terminal.close();

        assertEquals("done" + System.lineSeparator(), bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRefuseOtherKind() {
        assertThrows(IllegalArgumentException.class, () -> Terminals.of("vt52", out, null));
    }

    private static Progress progress(double seconds, double total, int speakers) {
        return new Progress(seconds, total, 2, IntStream.range(0, speakers)
                .mapToObj(i -> new Progress.Speaker(Character.toString('A' + i), "left", -12, 0)).toList(),
                OptionalLong.of(-3_100));
    }
}
