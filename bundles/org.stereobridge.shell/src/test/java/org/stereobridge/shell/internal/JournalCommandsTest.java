package org.stereobridge.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.journal.Severity;
import org.stereobridge.testkit.ListJournal;

class JournalCommandsTest {

    private final ListJournal journal = new ListJournal();
    private final JournalCommands commands = new JournalCommands(ZoneOffset.ofHours(1));
    private final GogoSession session = new GogoSession(commands, "journal");

    @BeforeEach
    void bind() {
        commands.journal = journal;
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldShowTheLatestFirst() {
        journal.add(Severity.WARNING, "Kitchen", "has left", "another one plays both channels");
        journal.add(Severity.INFO, "Kitchen", "is here", "");
        journal.repeat();

        assertEquals("""
                LAST                 TIMES  KIND     SUBJECT  WHAT HAPPENED  WHAT WAS DONE
                2026-03-01 14:00:01      2  info     Kitchen  is here
                2026-03-01 13:00:00      1  warning  Kitchen  has left       another one plays both channels""",
                session.run("bridge:journal"));
    }

    @Test
    void shouldShowAsManyAsAreAskedFor() {
        for (int i = 0; i < 30; i++) {
            journal.add(Severity.INFO, "speaker " + i, "is here", "");
        }

        assertEquals(1 + 20, session.run("bridge:journal").lines().count());
        assertEquals(1 + 2, session.run("bridge:journal 2").lines().count());
        assertEquals(1 + 30, session.run("bridge:journal 500").lines().count());
    }

    @Test
    void shouldKeepTheTerminalFromHostileNames() {
        journal.add(Severity.INFO, "a\u001b[2J\u202eb\r\n" + "x".repeat(200), "has\u0007 left", "\u009b1m");

        String shown = session.run("bridge:journal");

        assertTrue(shown.contains("a?[2J?b??xxx"), shown);
        assertTrue(shown.contains("has? left"), shown);
        assertTrue(shown.endsWith("?1m"), shown);
        assertEquals(2, shown.lines().count());
    }

    @Test
    void shouldSayThatNothingHasHappened() {
        assertEquals("Nothing has happened.", session.run("bridge:journal"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1 2", "99999999999"})
    void shouldRefuseWhatIsNoCount(String typed) {
        assertEquals("usage: journal [ENTRIES, 1 or more]", session.refusal("bridge:journal " + typed));
    }

    @Test
    void shouldSayThatTheJournalIsAway() {
        commands.journal = null;

        assertEquals("nothing is kept: the journal's bundle is not active", session.refusal("bridge:journal"));
    }
}
