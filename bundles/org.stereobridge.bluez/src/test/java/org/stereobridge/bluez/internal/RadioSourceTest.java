package org.stereobridge.bluez.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.freedesktop.dbus.types.UInt16;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.bluez.internal.link.InboundSocket;
import org.stereobridge.bluez.internal.standin.Fault;
import org.stereobridge.bluez.internal.standin.Posix;
import org.stereobridge.bluez.internal.standin.StandInDevices;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.RadioStatus;

@Timeout(60)
class RadioSourceTest {

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
    void shouldPairAndPlayWhileTheWindowIsOpen() throws Exception {
        String echo = radio.around().bring("/org/bluez/hci0", LiveRadio.ECHO, "Echo", StandInDevices.A2DP_SOURCE);
        radio.command(devices -> devices.openWindow(Duration.ofMinutes(3)));
        radio.control().await("the adapter to be found", () -> Boolean.TRUE.equals(radio.bluez().value(
                "/org/bluez/hci0", StandInDevices.ADAPTER, "Discoverable")));

        assertTrue(radio.around().pairBy(echo));
        assertTrue(radio.around().mayUse(echo, StandInDevices.A2DP_SOURCE));
        radio.media().start(radio.media().configure(echo, StandInDevices.A2DP_SOURCE));
        FakeLinks.Offered<InboundSocket> offered = radio.links().inbound();

        assertEquals(Map.of(Link.ID, LiveRadio.ECHO, Link.NAME, "Echo", Link.ADAPTER, "hci0"), offered.properties());
        assertEquals(44_100, offered.link().config().rateHz());
        radio.awaitLink(LiveRadio.ECHO, RadioStatus.Link.STREAMING);
    }

    @Test
    void shouldForgetWhoPairedWithoutBeingAskedTo() throws Exception {
        String stranger = radio.around().bring("/org/bluez/hci0", LiveRadio.ECHO, "Echo", StandInDevices.A2DP_SOURCE);
        radio.around().see(stranger);

        radio.around().bond(stranger);

        assertEquals("/org/bluez/hci0", radio.bluez().next("Adapter1.RemoveDevice").path());
    }

    @Test
    void shouldCloseTheWindowByItself() {
        radio.command(devices -> devices.openWindow(Duration.ofMinutes(3)));
        radio.await("the window", status -> status.pairingWindowNs() > 0);

        radio.control().advance(180 * LiveRadio.SECOND_NS);

        radio.hide();
        assertEquals(0, radio.core().status().pairingWindowNs());
    }

    @Test
    void shouldPassPacketsOn() throws Exception {
        radio.playSource(LiveRadio.ECHO);
        InboundSocket link = radio.links().inbound().link();
        int echo = radio.media().stream();
        byte[] packet = new byte[1_024];

        Posix.send(echo, new byte[] {1, 2, 3});

        assertEquals(3, link.receive(packet));
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(packet, 3));
        assertEquals(0, link.receive(packet));
    }

    @Test
    void shouldStandEmptyAndHugePackets() throws Exception {
        radio.playSource(LiveRadio.ECHO);
        InboundSocket link = radio.links().inbound().link();
        int echo = radio.media().stream();
        byte[] packet = new byte[1_024];

        Posix.send(echo, new byte[0]);
        Posix.send(echo, new byte[65_535]);
        Posix.send(echo, new byte[] {1});

        assertEquals(65_535, link.receive(packet));
        assertEquals(1, link.receive(packet));
        assertFalse(link.isGone());
    }

    @Test
    void shouldRefuseToPairWhileTheWindowIsClosed() {
        String stranger = radio.around().bring("/org/bluez/hci0", LiveRadio.ECHO, "Phone",
                StandInDevices.A2DP_SOURCE);

        assertFalse(radio.around().pairBy(stranger));
        assertFalse(radio.around().mayUse(stranger, StandInDevices.A2DP_SOURCE));
    }

    @Test
    void shouldRefuseHandsFree() throws Exception {
        radio.connectSource(LiveRadio.ECHO);
        String echo = "/org/bluez/hci0/dev_" + LiveRadio.ECHO.replace(':', '_');

        assertTrue(radio.around().mayUse(echo, StandInDevices.A2DP_SOURCE));
        assertFalse(radio.around().mayUse(echo, "0000111e-0000-1000-8000-00805f9b34fb"));
        assertFalse(radio.around().mayUse(echo, "not a UUID"));
    }

    @Test
    void shouldLeaveTheStreamWhenTheSourceSuspendsAndTakeItAgain() throws Exception {
        String transport = radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<InboundSocket> first = radio.links().inbound();

        radio.media().suspend(transport);
        radio.awaitLink(LiveRadio.ECHO, RadioStatus.Link.CONNECTED);
        assertTrue(first.isWithdrawn());
        assertTrue(first.link().isGone());
        radio.media().start(transport);

        assertFalse(radio.links().inbound().isWithdrawn());
    }

    @Test
    void shouldLetAnotherSourceTakeOver() throws Exception {
        String first = radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<InboundSocket> offered = radio.links().inbound();

        radio.playSource(LiveRadio.LEFT);

        assertEquals(LiveRadio.LEFT, radio.links().inbound().properties().get(Link.ID));
        assertTrue(offered.isWithdrawn());
        assertEquals(first, radio.bluez().next("MediaTransport1.Release").path());
    }

    @Test
    void shouldTakeTheStreamOnceItMay() throws Exception {
        String transport = radio.connectSource(LiveRadio.ECHO);
        radio.bluez().failOnce("MediaTransport1.TryAcquire",
                Fault.bluez("NotAvailable", "Operation currently not available"));

        radio.media().start(transport);
        radio.awaitLink(LiveRadio.ECHO, RadioStatus.Link.STREAMING);

        assertEquals(0, radio.links().inbound().link().receive(new byte[10]));
    }

    @Test
    void shouldNoticeAChannelThatIsCutWithoutAWord() throws Exception {
        String transport = radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<InboundSocket> offered = radio.links().inbound();

        radio.media().cut(transport);
        assertEquals(-1, offered.link().receive(new byte[10]));
        radio.control().awaitInTime("the link to be withdrawn", offered::isWithdrawn);

        assertEquals(transport, radio.bluez().next("MediaTransport1.Release").path());
    }

    @Test
    void shouldTellTheSourceHowLateItIsHeard() throws Exception {
        radio.media().tell("Delay", new UInt16(0));
        String transport = radio.playSource(LiveRadio.ECHO);

        radio.heardAfter(300_000_000);
        radio.control().awaitInTime("the delay", () -> radio.bluez().calls("Set MediaTransport1.Delay") > 0);

        assertEquals("3000", radio.bluez().next("Set MediaTransport1.Delay").argument(2).toString());
        assertTrue(radio.bluez().has(transport, "org.bluez.MediaTransport1"));
    }
}
