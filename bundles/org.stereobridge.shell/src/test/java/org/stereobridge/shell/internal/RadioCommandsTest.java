package org.stereobridge.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.radio.RadioStatus.Trouble;
import org.stereobridge.testkit.FakeRadio;

class RadioCommandsTest {

    private static final String[] FUNCTIONS = {"radio", "devices", "pair", "scan", "add", "connect", "disconnect",
        "forget", "play", "pause", "stop", "next", "previous"};

    private final FakeRadio radio = new FakeRadio().source("00:0A", "Echo Dot")
            .speaker("00:01", "Kitchen", Optional.empty())
            .speaker("00:02", "Hall", Optional.of(new Trouble("does not answer", "switch it on")))
            .stranger("00:03", "Box", -63);
    private final RadioCommands commands = new RadioCommands(false);
    private final GogoSession session = new GogoSession(commands, FUNCTIONS);

    @BeforeEach
    void bind() {
        commands.radio = radio;
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldShowRadio() {
        assertEquals("""
                State     ready
                Adapter   hci0 (00:00): seen as Stereobridge, for source
                          hci1 (00:99): switched off
                Pairing   closed
                Scan      off
                Playing   nothing that a source tells of""", session.run("bridge:radio"));
    }

    @Test
    void shouldShowWhatGoesOn() {
        radio.play("So What", "Miles Davis");
        session.run("bridge:pair 90");
        session.run("bridge:scan");

        String shown = session.run("bridge:radio");

        assertTrue(shown.endsWith("""
                Pairing   open for 90 s more
                Scan      looks for speakers
                Playing   So What by Miles Davis"""), shown);
    }

    @Test
    void shouldSayWhatIsMissing() {
        radio.fail("bluetoothd does not run: systemctl start bluetooth");

        String shown = session.run("bridge:radio");

        assertTrue(shown.startsWith("""
                State     no daemon
                Problem   bluetoothd does not run: systemctl start bluetooth
                """), shown);
        assertEquals("bluetoothd does not run: systemctl start bluetooth", session.refusal("bridge:pair"));
    }

    @Test
    void shouldListDevicesAndRemedies() {
        assertEquals("""
                NAME      ID     ROLE      LINK       ADAPTER   SIGNAL  SPEAKER  PAIRED  TROUBLE
                Echo Dot  00:0A  source    streaming  hci0           -  no       yes     -
                Kitchen   00:01  speaker   connected  hci1           -  yes      yes     -
                Hall      00:02  speaker   waiting    hci1           -  yes      yes     does not answer
                Box       00:03  stranger  apart      hci1     -63 dBm  yes      no      -

                Hall: switch it on""", session.run("bridge:devices"));
    }

    @Test
    void shouldSayHowDevicesAreFound() {
        commands.radio = new FakeRadio();

        assertEquals("No device is known. bridge:pair lets an Echo or phone pair, bridge:scan looks for speakers.",
                session.run("bridge:devices"));
        assertEquals("no device \"Box\": none is known, bridge:scan looks for speakers",
                session.refusal("bridge:add Box"));
    }

    @Test
    void shouldKeepTheTerminalFromWhatTheAirSays() {
        String hostile = "a\u001b[2J\u202eb\r\n" + "x".repeat(2_000);
        radio.stranger("00:04", hostile, -40);
        radio.speaker("00:05", hostile, Optional.of(new Trouble(hostile, hostile)));
        radio.play(hostile, hostile);
        radio.fail(hostile);

        String shown = session.run("bridge:devices") + "\n" + session.run("bridge:radio") + "\n"
                + session.refusal("bridge:scan");

        assertTrue(shown.contains("a?[2J?b??xxx"), shown);
        assertTrue(shown.chars().noneMatch(c -> c == '\u001b' || c == '\u202e' || c == '\r'), shown);
        assertTrue(shown.lines().allMatch(line -> line.length() < 700), shown);
    }

    @Test
    void shouldSayWhatToChooseOnTheSource() {
        assertEquals("pairing window opens: let the Echo or phone look for a Bluetooth device, and choose Stereobridge",
                session.run("bridge:pair"));
    }

    @ParameterizedTest
    @CsvSource({
        "bridge:pair, openPairingWindow",
        "bridge:pair 90, openPairingWindow 90",
        "bridge:pair stop, closePairingWindow",
        "bridge:scan, startScan",
        "bridge:scan stop, stopScan",
        "bridge:add box, addSpeaker 00:03",
        "bridge:connect Hall, connect 00:02",
        "bridge:disconnect 'Echo Dot', disconnect 00:0A",
        "bridge:forget 00:0a, forget 00:0A",
        "bridge:play, press PLAY",
        "bridge:pause, press PAUSE",
        "bridge:stop, press STOP",
        "bridge:next, press NEXT",
        "bridge:previous, press PREVIOUS"})
    void shouldCommandTheRadio(String typed, String command) {
        session.run(typed);

        assertEquals(List.of(command), radio.commands());
    }

    @Test
    void shouldTellWhatIsBeingDone() {
        assertEquals("connecting Hall (00:02); bridge:devices shows what comes of it",
                session.run("bridge:connect hall"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "bridge:pair soon; pairing window is 1 to 1800 s: soon",
        "bridge:pair 1 2; usage: pair [SECONDS | stop]",
        "bridge:pair 0; the pairing window is open for 1 s to 30 minutes: 0 s",
        "bridge:scan on; usage: scan [stop]",
        "bridge:scan stop now; usage: scan [stop]",
        "bridge:add; usage: add DEVICE",
        "bridge:connect Hall Kitchen; usage: connect DEVICE",
        "bridge:forget Cellar; no device \"Cellar\": bridge:devices lists those that are known, bridge:scan looks for "
                + "speakers"})
    void shouldRefuseInOneLine(String typed, String message) {
        assertEquals(message, session.refusal(typed));
        assertEquals(List.of(), radio.commands());
    }

    @Test
    void shouldAskForTheIdWhereNamesAreEqual() {
        radio.stranger("00:04", "hall", -40);

        assertEquals("several devices are called \"Hall\": name one by its id, 00:02 or 00:04",
                session.refusal("bridge:forget Hall"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"radio", "devices", "pair", "scan stop", "add Box", "play"})
    void shouldSayThatThereIsNoRadio(String typed) {
        commands.radio = null;

        assertEquals("the radio does not run: its bundle is not active", session.refusal("bridge:" + typed));
    }

    @Test
    void shouldSayThatASimulatedRadioNeedsNone() {
        var thrown = assertThrows(CommandRefused.class, () -> new RadioCommands(true).pair());

        assertEquals("the radio is simulated, its devices need no pairing: start with --radio bluez for real ones",
                thrown.toString());
    }
}
