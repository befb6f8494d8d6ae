package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lab itself, with a forwarder in the place of the bridge. */
class LabTest {

    private static final int RATE_HZ = 44_100;
    private static final String TONE = "tone.sbc";
    private static final String FORWARDER = "forwarder";
    private static final long LIMIT_MS = 30_000;
    /** Twenty seconds, or one minute in the long form. */
    private static final int MUSIC_S = Boolean.getBoolean("lab") ? 60 : 20;

    private Lab lab;
    private Guest bridge;
    private EchoDevice echo;
    private SpeakerDevice kitchen;
    private SpeakerDevice bath;
    private String bridgeAddress;

    @BeforeEach
    void startLab() throws Exception {
        Lab.assumeBuilt();
        lab = Lab.start("LabTest");
        bridge = lab.bridge();
        bridgeAddress = bridge.address(0);
        echo = lab.world().echo(0, "Echo");
        kitchen = lab.world().speaker(1, "Kitchen", Map.of("delayMs", 150));
        bath = lab.world().speaker(2, "Bath", Map.of("delayMs", 60));
        bridge.spawn(FORWARDER, "exec python3 -B /lab/selftest/forwarder.py");
        bridge.awaitText(FORWARDER + ".out", "^ready$", 0, LIMIT_MS);
    }

    @AfterEach
    void endLab() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void shouldCarryMusicToTwoSpeakers() throws Exception {
        connectAll();

        int packets = echo.play(TONE, MUSIC_S, 0);
        kitchen.awaitPackets(packets, TimeUnit.SECONDS.toMillis(MUSIC_S) + LIMIT_MS);
        bath.awaitPackets(packets, LIMIT_MS);

        assertEquals(packets, echo.sent().packets().size());
        for (SpeakerDevice speaker : new SpeakerDevice[] {kitchen, bath}) {
            long[] latenciesNs = speaker.received().latenciesNs(echo.sent());
            assertEquals(packets, latenciesNs.length);
            assertTrue(latenciesNs[packets / 2] < TimeUnit.MILLISECONDS.toNanos(100),
                    speaker.name() + ": " + latenciesNs[packets / 2] + " ns");
            System.out.printf("%s: %d packets, median %.1f ms, p99 %.1f ms%n", speaker.name(), packets,
                    latenciesNs[packets / 2] / 1e6, latenciesNs[packets * 99 / 100] / 1e6);
        }
    }

    @Test
    void shouldLoseNothingWhenPacketsAreSentAgain() throws Exception {
        connectAll();
        lab.air().setLoss("world", 1, 100);

        int packets = echo.play(TONE, 5, 0);
        kitchen.awaitPackets(packets, LIMIT_MS);

        assertTrue(lab.air().counters().get(bridgeAddress).retransmissions() > 0);
    }

    @Test
    void shouldTellHowAStrangerWasRefused() throws Exception {
        Device stranger = lab.world().stranger(3, "Stranger", Map.of("handsFree", "ag"));
        bridge.run("busctl set-property org.bluez /org/bluez/hci0 org.bluez.Adapter1 Pairable b false", LIMIT_MS);

        var refused = assertThrows(RefusedException.class, () -> stranger.pair(bridgeAddress));

        assertEquals("org.bluez.Error.AuthenticationRejected: Authentication Rejected", refused.getMessage());
    }

    @Test
    void shouldLoseAndFindASpeaker() throws Exception {
        connectAll();

        lab.air().leave("world", 1);
        lab.world().awaitEvent(Map.of("device", "Kitchen", "name", "Connected", "value", false), 0, LIMIT_MS);
        lab.air().comeBack("world", 1);

        kitchen.connect(bridgeAddress, 10);
    }

    private void connectAll() throws IOException, InterruptedException {
        writeTone(lab.world().guest().share().resolve(TONE));
        echo.pair(bridgeAddress);
        tellForwarder("pair", kitchen);
        tellForwarder("pair", bath);
        echo.connect(bridgeAddress, 5);
        tellForwarder("connect", kitchen);
        tellForwarder("connect", bath);
    }

    private void tellForwarder(String verb, SpeakerDevice speaker) throws IOException {
        bridge.write(FORWARDER, verb + " " + speaker.address() + "\n");
        bridge.awaitText(FORWARDER + ".out", "^ok " + verb + " " + speaker.address(), 0, LIMIT_MS);
    }

    /** Ten seconds of two sines, by another's encoder. */
    private static void writeTone(Path file) throws IOException, InterruptedException {
        var samples = ByteBuffer.allocate(10 * RATE_HZ * 4);
        for (int n = 0; samples.hasRemaining(); n++) {
            samples.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * n / RATE_HZ)));
            samples.putShort((short) (8_000 * Math.sin(2 * Math.PI * 660 * n / RATE_HZ)));
        }
        Path au = file.resolveSibling("tone.au");
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(samples.array()),
                new AudioFormat(RATE_HZ, 16, 2, true, true), 10L * RATE_HZ), AudioFileFormat.Type.AU, au.toFile());
        Process encoder = new ProcessBuilder("sbcenc", "-j", "-b", "53", "-B", "16", "-s", "8", au.toString())
                .redirectOutput(file.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(0, encoder.waitFor());
    }
}
