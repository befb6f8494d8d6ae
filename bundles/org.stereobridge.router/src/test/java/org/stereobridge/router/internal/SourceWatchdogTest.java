package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.status.LatencyHistogram;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.testkit.FakeRadio;
import org.stereobridge.testkit.ListJournal;
import org.stereobridge.testkit.SimulatedClock;

class SourceWatchdogTest {

    private static final long SECOND_NS = 1_000_000_000;
    private static final String ECHO = "00:11:22:AA:BB:CC";

    private final SimulatedClock clock = new SimulatedClock(0);
    private final FakeRadio radio = new FakeRadio().source(ECHO, "Echo");
    private final ListJournal journal = new ListJournal();
    private final SourceWatchdog watchdog = new SourceWatchdog(this::status, clock,
            new SourceWatch(10 * SECOND_NS, 60 * SECOND_NS));
    private Optional<String> input = Optional.of(ECHO);
    private long packets = 1_000;
    private double levelDb = -120;

    @BeforeEach
    void start() {
        watchdog.journal = journal;
        radio.play("Song", "Singer");
    }

    @Test
    void shouldConnectASourceAnewThatSendsNothing() {
        look(12);
        assertEquals(List.of("disconnect " + ECHO), radio.commands());

        radio.link(ECHO, RadioStatus.Link.APART);
        look(3);

        assertEquals(List.of("disconnect " + ECHO, "connect " + ECHO), radio.commands());
        assertEquals(List.of("WARNING Echo says that it plays, and sends nothing: it is connected anew"),
                journal.lines());
    }

    @Test
    void shouldCallASourceThatDoesNotLeave() {
        look(12);
        look(11);

        assertEquals(List.of("disconnect " + ECHO, "connect " + ECHO), radio.commands());
    }

    @Test
    void shouldConnectASourceAnewThatSendsSilence() {
        for (int i = 0; i < 62; i++) {
            packets += 50;
            look(1);
        }

        assertEquals(List.of("disconnect " + ECHO), radio.commands());
        assertEquals(List.of("WARNING Echo says that it plays, and sends silence: it is connected anew"),
                journal.lines());
    }

    @Test
    void shouldLetQuietMusicPlay() {
        levelDb = -90;
        for (int i = 0; i < 200; i++) {
            packets += 50;
            look(1);
        }

        assertEquals(List.of(), radio.commands());
    }

    @Test
    void shouldLeaveAPausedSourceAlone() {
        radio.pause();
        look(1_000);

        assertEquals(List.of(), radio.commands());
    }

    @Test
    void shouldLeaveASourceAloneThatSaysNothing() {
        radio.silence();
        look(1_000);

        assertEquals(List.of(), radio.commands());
    }

    @Test
    void shouldLeaveASourceAloneWithoutItsStream() {
        input = Optional.empty();
        look(1_000);
        input = Optional.of("another radio's");
        look(1_000);

        assertEquals(List.of(), radio.commands());
    }

    @Test
    void shouldNotForgetToCallWhereTheRadioIsAwayMeanwhile() {
        look(12);
        radio.link(ECHO, RadioStatus.Link.APART);
        radio.fail("bluetoothd does not run");
        look(5);
        radio.fail("");
        look(2);

        assertEquals(List.of("disconnect " + ECHO, "connect " + ECHO), radio.commands());
    }

    @Test
    void shouldGiveUpAWhileAfterTheRadioHasGone() {
        look(12);
        radio.link(ECHO, RadioStatus.Link.APART);
        radio.fail("bluetoothd does not run");
        look(100);
        radio.fail("");
        radio.link(ECHO, RadioStatus.Link.STREAMING);
        packets += 50;
        look(5);

        assertEquals(List.of("disconnect " + ECHO), radio.commands());
    }

    private void look(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(SECOND_NS);
            watchdog.look(radio);
        }
    }

    private BridgeStatus status() {
        return new BridgeStatus(BridgeStatus.State.IDLE, input.map(id -> new BridgeStatus.Input(id, "Echo",
                PcmCodec.config(2), "PCM", packets, 0, 0, 0, levelDb, levelDb, 0, 0, 0, 0)), List.of(),
                new BridgeStatus.Loop(packets, 0, 0, new LatencyHistogram(1, new long[1]), 0, 0,
                        LinkHealth.Reason.NONE));
    }
}
