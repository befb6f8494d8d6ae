package org.stereobridge.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.testkit.FakeBridge;

class ProgrammeCommandsTest {

    private final FakeBridge bridge = new FakeBridge();
    private final ProgrammeCommands commands = new ProgrammeCommands();
    private final GogoSession session = new GogoSession(commands, "mode", "master", "balance", "loudness");

    @BeforeEach
    void bind() {
        commands.routing = bridge;
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldShowWithoutSetting() {
        assertEquals("programme: stereo, master 0.0 dB, balance 0.00, sides equally loud", session.run("bridge:mode"));
    }

    @Test
    void shouldSetTheProgramme() {
        session.run("bridge:mode swap");
        session.run("bridge:master -6");
        session.run("bridge:balance -0.25");
        session.run("bridge:loudness own");

        assertEquals(new ProgrammeSettings(ProgrammeMode.SWAP, -6, -0.25, false), bridge.programme());
        assertEquals("programme: party, master -6.0 dB, balance -0.25, sides as they are",
                session.run("bridge:mode party"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "bridge:mode quad; mode is stereo, swap, mono or party: quad",
        "bridge:mode a b; usage: mode [stereo | swap | mono | party]",
        "bridge:loudness loud; loudness is equal or own: loud",
        "bridge:master NaN; master is -80 to 0 dB: NaN",
        "bridge:master 1; masterDb must be -80 to 0: 1.0",
        "bridge:balance 2; balance must be -1 to 1: 2.0"})
    void shouldRefuseInOneLine(String typed, String message) {
        assertEquals(message, session.refusal(typed));
        assertEquals(ProgrammeSettings.NEUTRAL, bridge.programme());
    }

    @Test
    void shouldSayThatSettingsCannotBeSaved() {
        bridge.fillDisk();

        assertEquals("settings cannot be saved: no space left on device", session.refusal("bridge:mode swap"));
    }

    @Test
    void shouldSayThatTheRouterIsAway() {
        commands.routing = null;

        assertEquals("nothing can be set: the router's bundle is not active", session.refusal("bridge:mode swap"));
    }
}
