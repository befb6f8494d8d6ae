package org.stereobridge.bluez.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.UInt16;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.bluez.internal.link.OutboundSocket;
import org.stereobridge.bluez.internal.standin.Fault;
import org.stereobridge.bluez.internal.standin.Posix;
import org.stereobridge.bluez.internal.standin.StandInDevices;
import org.stereobridge.bluez.internal.standin.StandInMedia;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.RadioStatus;

@Timeout(60)
class RadioSpeakerTest {

    private static final String HCI0 = "/org/bluez/hci0";

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

    @Test
    void shouldFindPairTrustAndKeepASpeaker() throws Exception {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");

        assertEquals(HCI0, radio.bluez().next("Adapter1.StartDiscovery").path());
        assertEquals(HCI0, radio.bluez().next("Adapter1.StopDiscovery").path());
        assertEquals(speaker, radio.bluez().next("Device1.Pair").path());
        assertEquals(true, radio.bluez().value(speaker, StandInDevices.DEVICE, "Trusted"));
        assertTrue(radio.store().has(LiveRadio.LEFT));
        assertEquals(StandInDevices.A2DP_SINK, radio.bluez().next("Device1.ConnectProfile").argument(0));
    }

    @Test
    void shouldNotPairBeforeTheScanHasEnded() throws Exception {
        var order = new ConcurrentLinkedQueue<String>();
        var asked = new CountDownLatch(1);
        radio.bluez().rule("Adapter1.StopDiscovery", call -> {
            // Room for a Pair that would not wait.
            asked.await(200, TimeUnit.MILLISECONDS);
            order.add("scan ended");
            return radio.bluez().behave(call);
        });
        radio.bluez().rule("Device1.Pair", call -> {
            order.add("pairing");
            asked.countDown();
            return radio.bluez().behave(call);
        });

        radio.addSpeaker(LiveRadio.LEFT, "Left");

        assertEquals(List.of("scan ended", "pairing"), List.copyOf(order));
    }

    @Test
    void shouldTellWhereASpeakerIsNotFound() {
        radio.command(devices -> devices.join(LiveRadio.LEFT));
        radio.control().await("a scan", () -> radio.bluez().calls("Adapter1.StartDiscovery") == 1);
        radio.control().advance(30 * LiveRadio.SECOND_NS);

        radio.around().bring(HCI0, LiveRadio.LEFT, "Left", StandInDevices.A2DP_SINK);
        radio.around().see(HCI0 + "/dev_00_11_22_33_44_02");

        assertEquals("it was not found", radio.awaitTrouble(LiveRadio.LEFT).what());
        assertFalse(radio.store().has(LiveRadio.LEFT));
    }

    @Test
    void shouldTellWhereASpeakerDoesNotPair() {
        radio.bluez().failOnce("Device1.Pair", Fault.bluez("AuthenticationFailed", "Authentication Failed"));
        radio.around().bring(HCI0, LiveRadio.LEFT, "Left", StandInDevices.A2DP_SINK);
        radio.command(devices -> devices.join(LiveRadio.LEFT));

        assertEquals("it could not be paired", radio.awaitTrouble(LiveRadio.LEFT).what());
        assertFalse(radio.store().has(LiveRadio.LEFT));
    }

    @Test
    void shouldNotStreamWhileNoSourcePlays() {
        radio.addSpeaker(LiveRadio.LEFT, "Left");

        radio.control().advance(5 * LiveRadio.SECOND_NS);

        assertEquals(0, radio.links().waiting());
        assertEquals(0, radio.bluez().calls("MediaTransport1.Acquire"));
    }

    @Test
    void shouldStreamToSpeakersWhileASourcePlays() throws Exception {
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);

        FakeLinks.Offered<OutboundSocket> offered = radio.links().outbound();

        assertEquals(LiveRadio.LEFT, offered.properties().get(Link.ID));
        assertEquals("Left", offered.properties().get(Link.NAME));
        assertEquals(150_000_000L, offered.properties().get(Link.LATENCY_NS));
        assertEquals(895, offered.link().mtuBytes());
        assertEquals(1, offered.link().config().channels());
        radio.awaitLink(LiveRadio.LEFT, RadioStatus.Link.STREAMING);
    }

    @Test
    void shouldSendPackets() throws Exception {
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.bluez().rule("MediaTransport1.TryAcquire", call -> {
            throw Fault.bluez("NotAvailable", "Operation currently not available");
        });
        radio.media().start(radio.connectSource(LiveRadio.ECHO));
        OutboundSocket link = radio.links().outbound().link();

        assertTrue(link.send(new byte[] {1, 2, 3}, 3));

        assertArrayEquals(new byte[] {1, 2, 3}, Posix.receive(radio.media().stream()));
    }

    @Test
    void shouldFollowReportedDelay() throws Exception {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<OutboundSocket> offered = radio.links().outbound();
        String transport = radio.media().transport(speaker);

        radio.bluez().change(transport, StandInMedia.TRANSPORT, "Delay", new UInt16(2_000));
        radio.control().await("200 ms", () -> Long.valueOf(200_000_000L).equals(
                offered.properties().get(Link.LATENCY_NS)));
        radio.bluez().change(transport, StandInMedia.TRANSPORT, "Delay", new UInt16(0));
        radio.control().await("nothing", () -> !offered.properties().containsKey(Link.LATENCY_NS));
        radio.bluez().change(transport, StandInMedia.TRANSPORT, "Delay", Long.MAX_VALUE);
        radio.bluez().change(transport, StandInMedia.TRANSPORT, "Delay", new UInt16(100));
        radio.control().await("10 ms", () -> Long.valueOf(10_000_000L).equals(
                offered.properties().get(Link.LATENCY_NS)));
        radio.bluez().withdraw(transport, StandInMedia.TRANSPORT, "Delay");

        radio.control().await("nothing", () -> !offered.properties().containsKey(Link.LATENCY_NS));
    }

    @Test
    void shouldPassOverAbsurdDelay() throws Exception {
        radio.media().tell("Delay", Long.MAX_VALUE);
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);

        assertNull(radio.links().outbound().properties().get(Link.LATENCY_NS));
    }

    @Test
    void shouldRetryASpeakerThatRefuses() {
        radio.bluez().failOnce("Device1.ConnectProfile", Fault.failed("br-connection-refused"));
        String speaker = radio.around().bring(HCI0, LiveRadio.LEFT, "Left", StandInDevices.A2DP_SINK);
        radio.command(devices -> devices.join(LiveRadio.LEFT));
        assertEquals("it refuses the connection", radio.awaitTrouble(LiveRadio.LEFT).what());

        radio.awaitLink(LiveRadio.LEFT, RadioStatus.Link.CONNECTED);

        assertTrue(LiveRadio.device(radio.core().status(), LiveRadio.LEFT).orElseThrow().trouble().isEmpty());
        assertTrue(radio.bluez().has(speaker, StandInDevices.DEVICE));
    }

    @Test
    void shouldNotRetryWhereTheKeyIsLostUntilAddedAnew() throws Exception {
        radio.bluez().rule("Device1.ConnectProfile", call -> {
            throw Fault.failed("br-connection-key-missing");
        });
        String speaker = radio.around().bring(HCI0, LiveRadio.LEFT, "Left", StandInDevices.A2DP_SINK);
        radio.command(devices -> devices.join(LiveRadio.LEFT));
        assertEquals("it does not know the bridge any more", radio.awaitTrouble(LiveRadio.LEFT).what());
        radio.bluez().next("Device1.Pair");
        radio.bluez().next("Device1.ConnectProfile");
        radio.control().advance(600 * LiveRadio.SECOND_NS);
        assertEquals(0, radio.bluez().calls("Device1.ConnectProfile"));
        radio.bluez().behave("Device1.ConnectProfile");

        radio.command(devices -> devices.join(LiveRadio.LEFT));

        radio.awaitLink(LiveRadio.LEFT, RadioStatus.Link.CONNECTED);
        assertEquals(speaker, radio.bluez().next("Adapter1.RemoveDevice").argument(0).toString());
        assertEquals(speaker, radio.bluez().next("Device1.Pair").path());
    }

    @Test
    void shouldRefuseSmallPackets() throws Exception {
        radio.media().mtu(48);
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);

        assertEquals("it takes packets too small for audio", radio.awaitTrouble(LiveRadio.LEFT).what());
        radio.control().advance(10 * LiveRadio.SECOND_NS);
        radio.links().inbound();
        assertEquals(0, radio.links().waiting());
        radio.bluez().next("MediaTransport1.Acquire");
        assertEquals(0, radio.bluez().calls("MediaTransport1.Acquire"));
    }

    @Test
    void shouldSuspendSpeakersAfterSilence() throws Exception {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");
        String source = radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<OutboundSocket> offered = radio.links().outbound();

        radio.media().suspend(source);
        radio.awaitLink(LiveRadio.ECHO, RadioStatus.Link.CONNECTED);
        radio.control().advance(25 * LiveRadio.SECOND_NS);
        assertFalse(offered.isWithdrawn());
        radio.control().awaitInTime("the link to be withdrawn", offered::isWithdrawn);
        radio.media().start(source);

        assertFalse(radio.links().outbound().isWithdrawn());
        assertEquals("active", radio.bluez().value(radio.media().transport(speaker), StandInMedia.TRANSPORT, "State"));
    }

    @Test
    void shouldTakeAStreamAgainThatTheSpeakerSuspends() throws Exception {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<OutboundSocket> offered = radio.links().outbound();

        radio.media().suspend(radio.media().transport(speaker));
        radio.control().awaitInTime("the link to be withdrawn", offered::isWithdrawn);
        radio.control().awaitInTime("another link", () -> radio.links().waiting() > 1);

        assertFalse(radio.links().outbound().link().isGone());
    }

    @Test
    void shouldConnectASpeakerAgainThatWasLost() throws Exception {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<OutboundSocket> offered = radio.links().outbound();

        radio.around().disconnect(speaker);
        radio.control().await("the link to be withdrawn", offered::isWithdrawn);

        radio.awaitLink(LiveRadio.LEFT, RadioStatus.Link.STREAMING);
    }

    @Test
    void shouldLeaveASpeakerThatTheOwnerDisconnects() throws Exception {
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.bluez().next("Device1.ConnectProfile");

        radio.command(devices -> devices.disconnect(LiveRadio.LEFT));
        radio.awaitLink(LiveRadio.LEFT, RadioStatus.Link.APART);
        radio.control().advance(600 * LiveRadio.SECOND_NS);

        assertEquals(0, radio.bluez().calls("Device1.ConnectProfile"));
    }

    @Test
    void shouldForgetASpeaker() throws Exception {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");

        radio.command(devices -> devices.forget(LiveRadio.LEFT));
        radio.await("nothing", status -> status.devices().isEmpty());

        assertFalse(radio.store().has(LiveRadio.LEFT));
        assertEquals(speaker, radio.bluez().next("Adapter1.RemoveDevice").argument(0).toString());
    }

    @Test
    void shouldConfigureSpeakersAnewForAnotherRate() throws Exception {
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);
        assertEquals(44_100, radio.links().outbound().link().config().rateHz());

        radio.media().configuration((byte) 0x11, (byte) 0x15, (byte) 2, (byte) 53);
        radio.playSource(LiveRadio.RIGHT);

        radio.control().awaitInTime("another speaker's link", () -> radio.links().waiting() > 2);
        assertEquals(48_000, radio.links().outbound().link().config().rateHz());
        assertEquals(StandInDevices.A2DP_SINK, radio.bluez().next("Device1.DisconnectProfile").argument(0));
    }

    @Test
    void shouldAskOnceToConfigureAnewHoweverLongTheAnswerTakes() throws Exception {
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);
        radio.links().outbound();
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        radio.bluez().rule("Device1.DisconnectProfile", call -> {
            asked.countDown();
            answered.await();
            return radio.bluez().behave(call);
        });
        radio.media().configuration((byte) 0x11, (byte) 0x15, (byte) 2, (byte) 53);
        radio.playSource(LiveRadio.RIGHT);
        asked.await();

        radio.control().advance(60 * LiveRadio.SECOND_NS);
        answered.countDown();

        radio.control().awaitInTime("another speaker's link", () -> radio.links().waiting() > 2);
        assertEquals(1, radio.bluez().calls("Device1.DisconnectProfile"));
    }

    @Test
    void shouldKeepNoDescriptors() throws Exception {
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");
        String source = radio.playSource(LiveRadio.ECHO);
        radio.links().outbound();
        String transport = radio.media().transport(speaker);
        long before = Posix.openDescriptors();

        for (int i = 0; i < 200; i++) {
            radio.media().suspend(transport);
            radio.control().awaitInTime("another link", () -> radio.links().waiting() > 1);
            assertFalse(radio.links().outbound().isWithdrawn());
        }

        assertEquals("active", radio.bluez().value(source, StandInMedia.TRANSPORT, "State"));
        assertEquals(before, Posix.openDescriptors());
    }
}
