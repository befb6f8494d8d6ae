package org.stereobridge.bluez.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.bluez.internal.standin.Call;
import org.stereobridge.bluez.internal.standin.StandInMedia;
import org.stereobridge.radio.MediaKey;

/** Volumes, keys and titles. */
@Timeout(60)
class RadioRemoteTest {

    private static final String ECHO = "/org/bluez/hci0/dev_00_11_22_33_44_01";
    private static final String PLAYER = ECHO + "/player0";

    @TempDir
    Path folder;

    private LiveRadio radio;

    @BeforeEach
    void start() {
        radio = LiveRadio.start(folder);
    }

    @AfterEach
    void stop() {
        radio.close();
    }

    private void volume(String transport, int volume) {
        radio.bluez().change(transport, StandInMedia.TRANSPORT, "Volume", new UInt16(volume));
    }

    private int volume(String transport) {
        return radio.bluez().value(transport, StandInMedia.TRANSPORT, "Volume") instanceof Number volume
                ? volume.intValue() : -1;
    }

    private double master() throws InterruptedException {
        Double db = radio.master().set().poll(10, TimeUnit.SECONDS);
        assertNotNull(db, "the master volume was not set");
        return db;
    }

    @Test
    void shouldHearWhatTheSourceSets() throws Exception {
        String transport = radio.playSource(LiveRadio.ECHO);

        volume(transport, 64);
        while (master() > -17) {
            // Its first volume came first.
        }

        assertEquals(-17.86, radio.master().db(), 0.01);
    }

    @Test
    void shouldTellTheSourceWhatTheOwnerSets() throws Exception {
        String transport = radio.playSource(LiveRadio.ECHO);

        radio.master().turn(-17.86);
        radio.control().awaitInTime("the source's volume", () -> volume(transport) == 64);
        radio.awaitSignals();
        int calls = radio.bluez().calls("Set MediaTransport1.Volume");
        radio.control().advance(10 * LiveRadio.SECOND_NS);

        assertEquals(-17.86, radio.master().db());
        assertEquals(calls, radio.bluez().calls("Set MediaTransport1.Volume"));
    }

    @Test
    void shouldSetSpeakersVolumeOnceAndHoldIt() throws Exception {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");
        String transport = radio.media().transport(speaker);
        radio.control().awaitInTime("its volume", () -> volume(transport) == 100);
        radio.playSource(LiveRadio.ECHO);
        radio.links().outbound();
        radio.bluez().next("Set MediaTransport1.Volume");
        assertEquals(0, radio.bluez().calls("Set MediaTransport1.Volume"));

        volume(transport, 30);
        radio.control().await("its volume", () -> radio.bluez().calls("Set MediaTransport1.Volume") == 1);

        assertEquals(100, volume(transport));
    }

    @Test
    void shouldLeaveASpeakerAloneThatFightsForItsVolume() {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");
        String transport = radio.media().transport(speaker);
        radio.bluez().rule("Set MediaTransport1.Volume", call -> {
            var answer = radio.bluez().behave(call);
            volume(transport, 30);
            return answer;
        });

        radio.control().awaitInTime("its volume", () -> volume(transport) >= 0);
        volume(transport, 30);
        radio.control().awaitInTime("the last try", () -> radio.bluez().calls("Set MediaTransport1.Volume") == 5);
        radio.control().advance(60 * LiveRadio.SECOND_NS);

        assertEquals(5, radio.bluez().calls("Set MediaTransport1.Volume"));
        assertEquals(30, volume(transport));
    }

    @Test
    void shouldLeaveModelsAloneThatAreListed() {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Stubborn Mini");

        String transport = radio.media().transport(speaker);
        radio.control().awaitInTime("its volume", () -> volume(transport) >= 0);
        radio.control().advance(10 * LiveRadio.SECOND_NS);

        assertEquals(127, volume(transport));
        assertEquals(0, radio.bluez().calls("Set MediaTransport1.Volume"));
    }

    @Test
    void shouldPassKeysToTheSourcesPlayer() throws Exception {
        radio.bluez().add(PLAYER, "org.bluez.MediaPlayer1", Map.of("Status", "playing"));
        radio.playSource(LiveRadio.ECHO);

        radio.media().press("Next");
        assertEquals(PLAYER, radio.bluez().next("MediaPlayer1.Next").path());
        radio.media().press("PlayPause");
        assertEquals(PLAYER, radio.bluez().next("MediaPlayer1.Pause").path());
        radio.bluez().change(PLAYER, "org.bluez.MediaPlayer1", "Status", "paused");
        radio.await("the pause", status -> status.nowPlaying().filter(now -> !now.isPlaying()).isPresent());
        radio.media().press("PlayPause");

        assertEquals(PLAYER, radio.bluez().next("MediaPlayer1.Play").path());
    }

    @Test
    void shouldPassKeysToASourceWithoutPlayer() throws Exception {
        radio.playSource(LiveRadio.ECHO);

        radio.media().press("Pause");
        assertEquals(ECHO, radio.bluez().next("MediaControl1.Pause").path());
        radio.control().execute(() -> radio.core().remote().press(MediaKey.PREVIOUS));

        assertEquals(ECHO, radio.bluez().next("MediaControl1.Previous").path());
    }

    @Test
    void shouldShowWhatPlays() throws Exception {
        radio.playSource(LiveRadio.ECHO);

        radio.bluez().add(PLAYER, "org.bluez.MediaPlayer1", Map.of("Status", "playing", "Track", new Variant<>(
                Map.of("Title", new Variant<>("Song"), "Artist", new Variant<>("Singer")), "a{sv}")));
        radio.await("the title", status -> status.nowPlaying().filter(now -> now.title().equals("Song")
                && now.artist().equals("Singer") && now.isPlaying()).isPresent());

        Call told = radio.bluez().next("Properties.PropertiesChanged");
        assertEquals("/org/stereobridge/player", told.path());
        assertEquals("Song", StandInMedia.in(StandInMedia.in(told.argument(1), "Metadata"), "xesam:title"));
        assertEquals("Playing", StandInMedia.in(told.argument(1), "PlaybackStatus"));
    }
}
