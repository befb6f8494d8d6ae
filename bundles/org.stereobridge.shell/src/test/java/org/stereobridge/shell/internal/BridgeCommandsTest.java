package org.stereobridge.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.AirPlan;
import org.stereobridge.status.RealTimeCare;
import org.stereobridge.testkit.FakeBridge;
import org.stereobridge.testkit.FakeCalibrations;
import org.stereobridge.testkit.FixedSkew;

class BridgeCommandsTest {

    private final FakeBridge bridge = new FakeBridge().connect("00:01", "Kitchen", MixRow.LEFT)
            .connect("00:02", "Hall", MixRow.RIGHT);
    private final FakeCalibrations calibrations = new FakeCalibrations();
    private final BridgeCommands commands = new BridgeCommands(InstantSource.fixed(Instant.EPOCH));
    private final GogoSession session = new GogoSession(commands, "status", "speakers", "route", "gain", "trim", "eq",
            "drift");

    @BeforeEach
    void bind() {
        commands.monitor = bridge;
        commands.routing = bridge;
        commands.calibrations = calibrations;
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldShowStatus() {
        commands.addProbe(new FixedSkew(OptionalLong.of(12_345), "simulated world"));
        commands.addProbe(new FixedSkew(OptionalLong.empty(), "microphone"));

        assertEquals("""
                State     playing
                Input     Echo: SBC joint 53, 44.1 kHz, decoded by java
                          1234 packets, 5 lost, 6 dropped, 7 bad frames
                          level -10.0 dB left, silent right
                          buffer 23.1 ms of 21.0 ms, jitter 3.2 ms, drift +40.3 ppm
                Speakers  Kitchen: 120.0 ms, reported
                          Hall: 120.0 ms, reported
                Latency   added 2.0 ms p50, 4.0 ms p99
                Loop      1234 packets in, 2468 out, gaps 1, failures 8
                Quality   step 1, 9 changes, the last for queue
                Skew      12.3 us (simulated world)
                Skew      nothing to compare (microphone)""", session.run("bridge:status"));
    }

    @Test
    void shouldShowWhatTheAudioThreadWasGranted() {
        commands.realTime = () -> Optional.of(new RealTimeCare(50, false, List.of("ulimit -l grants it")));

        String shown = session.run("bridge:status");

        assertTrue(shown.contains("\nAudio     SCHED_FIFO 50, memory not locked: ulimit -l grants it"), shown);
        commands.realTime = Optional::empty;
        assertFalse(session.run("bridge:status").contains("\nAudio"));
    }

    @Test
    void shouldShowHowTheAirIsSharedOut() {
        bridge.share(new AirPlan(3, List.of(new AirPlan.Adapter("hci0", true, 5, 5, 0.8, 0.85),
                new AirPlan.Adapter("hci1", false, 1, 6, 0.123, 0.85),
                new AirPlan.Adapter("hci2", true, 0, 0, 0.18, 0.85)),
                List.of(new AirPlan.Refused("00:09", "Cel\u001blar", "hci0", 0.123, 0.05))));

        String status = session.run("bridge:status");

        assertTrue(status.contains("""
                Air       hci0: 80 % taken of at most 85 %, by the source and 5 of at most 5 speakers
                          hci1: 12 % taken of at most 85 %, by 1 of at most 6 speakers
                          hci2: 18 % taken of at most 85 %, by the source
                          all speakers get a lower quality, step 3, so that they fit
                Silent    Cel?lar: it needs 12 % of the air of adapter hci0, which has 5 % left: connect it by \
                another adapter, or disconnect another speaker
                Latency   added"""), status);
    }

    @Test
    void shouldTrimForWhatASpeakerHasNow() {
        assertEquals("00:01: plays left, gain 0.0 dB, trim 0.000 ms, eq flat; here trim -1.500 ms instead",
                session.run("bridge:trim Kitchen -1.5 here"));
        assertEquals(0, bridge.speaker("00:01").trimNs());
        assertTrue(session.run("bridge:trim Kitchen").endsWith("; here trim -1.500 ms instead"));

        assertEquals("00:01: plays left, gain 0.0 dB, trim 0.000 ms, eq flat",
                session.run("bridge:trim Kitchen off here"));
    }

    @Test
    void shouldSayThatNoTrimCanBeKept() {
        commands.calibrations = null;

        assertEquals("no trim can be kept: the sync bundle is not active",
                session.refusal("bridge:trim Kitchen 1 here"));
        assertEquals("00:01: plays left, gain 0.0 dB, trim 1.000 ms, eq flat", session.run("bridge:trim Kitchen 1"));
    }

    @Test
    void shouldListSpeakersInColumns() {
        String[] lines = session.run("bridge:speakers").split("\n");

        assertEquals(3, lines.length);
        assertTrue(lines[0].startsWith("NAME     ID     PLAYS    GAIN     LEVEL   LATENCY  FROM        DELAY"),
                lines[0]);
        assertTrue(lines[1].startsWith("Kitchen  00:01  left   0.0 dB  -12.3 dB  120.0 ms  reported  92.3 ms"),
                lines[1]);
        assertTrue(lines[1].contains("  100.0 ms        3     1  SBC mono 53"), lines[1]);
    }

    @Test
    void shouldShowWhoStandsIn() {
        bridge.standIn("00:02");

        String[] lines = session.run("bridge:speakers").split("\n");

        assertTrue(lines[1].startsWith("Kitchen  00:01  left "), lines[1]);
        assertTrue(lines[2].startsWith("Hall     00:02  both, not right  "), lines[2]);
    }

    @Test
    void shouldSayThatNoSpeakerIsConnected() {
        bridge.disconnect("00:01");
        bridge.disconnect("00:02");

        assertEquals("No speaker is connected.", session.run("bridge:speakers"));
    }

    @Test
    void shouldKeepTheTerminalFromHostileNames() {
        bridge.connect("00:03", "a\u001b[2J\u202eb\r\n" + "x".repeat(200), MixRow.MONO);

        String listed = session.run("bridge:speakers");

        assertTrue(listed.contains("a?[2J?b??xxx"), listed);
        assertTrue(listed.lines().allMatch(line -> line.length() < 200), listed);
        assertEquals(4, listed.lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"left;left", "MONO;mono", "0.7,0.3;0.7,0.3", "-1,1;-1.0,1.0"})
    void shouldRoute(String typed, String row) {
        String answer = session.run("bridge:route Hall " + typed);

        assertEquals(MixRow.parse(row), bridge.speaker("00:02").row());
        assertEquals("00:02: plays " + row + ", gain 0.0 dB, trim 0.000 ms, eq flat", answer);
    }

    @Test
    void shouldSetGainTrimAndEqualiser() {
        session.run("bridge:gain 00:01 -3.5");
        session.run("bridge:trim kitchen -1.25");
        String answer = session.run("bridge:eq Kitchen low-shelf,100,3,0.7 peak,1000,-2,1.4");

        assertEquals(List.of(EqBand.parse("low-shelf,100,3,0.7"), EqBand.parse("peak,1000,-2,1.4")),
                bridge.speaker("00:01").eq());
        assertEquals("00:01: plays left, gain -3.5 dB, trim -1.250 ms, eq low-shelf,100.0,3.0,0.7 peak,1000.0,-2.0,1.4",
                answer);
        assertEquals(-1_250_000, bridge.speaker("00:01").trimNs());
    }

    @Test
    void shouldSetDriftAndKeepIt() {
        session.run("bridge:drift Kitchen -41.5");

        assertEquals("00:01: plays left, gain -2.0 dB, trim 0.000 ms, eq flat, drift -41.5 ppm",
                session.run("bridge:gain Kitchen -2"));
        assertEquals(-41.5, bridge.speaker("00:01").driftPpm());
        assertEquals("00:01: plays left, gain -2.0 dB, trim 0.000 ms, eq flat", session.run("bridge:drift Kitchen 0"));
    }

    @Test
    void shouldMakeTheEqualiserFlat() {
        session.run("bridge:eq Kitchen peak,1000,-2,1.4");
        session.run("bridge:eq Kitchen flat");

        assertEquals(List.of(), bridge.speaker("00:01").eq());
    }

    @Test
    void shouldShowWithoutSetting() {
        assertEquals("00:01: plays left, gain 0.0 dB, trim 0.000 ms, eq flat", session.run("bridge:gain Kitchen"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "bridge:gain; usage: gain SPEAKER [DB]",
        "bridge:gain Kitchen 1 2; usage: gain SPEAKER [DB]",
        "bridge:gain Kitchen loud; gain is -60 to 12 dB: loud",
        "bridge:gain Kitchen 13; gainDb must be -60 to 12: 13.0",
        "bridge:gain Kitchen NaN; gain is -60 to 12 dB: NaN",
        "bridge:gain Cellar 1; no speaker \"Cellar\": connected are Kitchen (00:01), Hall (00:02)",
        "bridge:route Hall up; channel \"up\" is not left, right, mono or two numbers such as 0.7,0.3",
        "bridge:route Hall 5,0; row must be within +-4: left=5.0 right=0.0",
        "bridge:drift Hall 301; driftPpm must be -300 to 300: 301.0",
        "bridge:drift Hall 1e9; driftPpm must be -300 to 300: 1.0E9",
        "bridge:drift Hall NaN; drift is -300 to 300 ppm: NaN",
        "bridge:trim Hall 101; trim must be within 100 ms: 101.0 ms",
        "bridge:eq Hall peak; band \"peak\" is not low-shelf, peak or high-shelf with Hz, dB and q, such as "
                + "peak,1000,-3,1.4",
        "bridge:trim Hall 1e9; trim must be within 100 ms: 1.0E9 ms",
        "bridge:trim Hall -1e300; trim must be within 100 ms: -9.223372036854775E12 ms",
        "bridge:trim Hall 1 there; usage: trim SPEAKER [MS [here] | off here]",
        "bridge:trim Hall soon here; trim is -100 to 100 ms: soon",
        "bridge:trim Cellar 1 here; no speaker \"Cellar\": connected are Kitchen (00:01), Hall (00:02)",
        "bridge:gain Hall 60; gainDb must be -60 to 12: 60.0",
        "bridge:eq Hall peak,5,3,1; frequencyHz must be 20-20000: 5.0",
        "bridge:eq Hall peak,30000,3,1; frequencyHz must be 20-20000: 30000.0",
        "bridge:eq Hall peak,1000,NaN,1; gainDb must be -18 to 18: NaN",
        "bridge:route Hall NaN,1; row must be within +-4: left=NaN right=1.0"})
    void shouldRefuseInOneLine(String typed, String message) {
        assertEquals(message, session.refusal(typed));
        for (String id : List.of("00:01", "00:02")) {
            MixRow row = id.equals("00:01") ? MixRow.LEFT : MixRow.RIGHT;
            assertEquals(new SpeakerSettings(id, row, 0, 0, List.of()), bridge.speaker(id));
            assertEquals(OptionalLong.empty(), calibrations.trimNs(id));
        }
    }

    @Test
    void shouldAskForTheIdWhereNamesAreEqual() {
        bridge.connect("00:03", "hall", MixRow.MONO);

        assertEquals("several speakers are called \"Hall\": name one by its id, 00:02 or 00:03",
                session.refusal("bridge:gain Hall 1"));
    }

    @Test
    void shouldSetWhatIsConfiguredAndNotConnected() {
        bridge.disconnect("00:02");

        session.run("bridge:gain 00:02 -2");

        assertEquals(-2, bridge.speaker("00:02").gainDb());
    }

    @Test
    void shouldSayThatSettingsCannotBeSaved() {
        bridge.fillDisk();

        assertEquals("settings cannot be saved: no space left on device", session.refusal("bridge:gain Hall 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge:status", "bridge:speakers", "bridge:gain Kitchen 1"})
    void shouldSayThatTheRouterIsAway(String typed) {
        commands.monitor = null;
        commands.routing = null;

        String refusal = session.refusal(typed);

        assertTrue(refusal.endsWith("the router's bundle is not active"), refusal);
    }
}
