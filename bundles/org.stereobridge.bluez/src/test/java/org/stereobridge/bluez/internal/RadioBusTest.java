package org.stereobridge.bluez.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.bluez.internal.standin.Call;
import org.stereobridge.bluez.internal.standin.Fault;
import org.stereobridge.bluez.internal.standin.StandInDevices;
import org.stereobridge.bluez.internal.standin.StandInMedia;
import org.stereobridge.radio.RadioStatus;

/** What comes and goes under the radio: dbus-daemon, bluetoothd, adapters. */
@Timeout(60)
class RadioBusTest {

    @TempDir
    Path folder;

    private LiveRadio radio;

    @AfterEach
    void stop() {
        if (radio != null) {
            radio.close();
        }
    }

    @Test
    void shouldRegisterEndpointsForTwoSourcesAndAllSpeakers() {
        radio = LiveRadio.start(folder);

        List<String> uuids = radio.media().endpoints().stream().map(StandInMedia.Endpoint::uuid).sorted().toList();

        assertEquals(List.of(StandInDevices.A2DP_SOURCE, StandInDevices.A2DP_SOURCE, StandInDevices.A2DP_SINK,
                StandInDevices.A2DP_SINK), uuids);
    }

    @Test
    void shouldNameAndPowerTheAdapter() throws Exception {
        radio = LiveRadio.start(folder);

        assertEquals("Bridge", radio.bluez().next("Set Adapter1.Alias").argument(2));
        assertEquals(true, radio.bluez().next("Set Adapter1.Powered").argument(2));
    }

    @Test
    void shouldPowerTheAdapterOnceItMay() {
        radio = LiveRadio.startBare(folder);
        radio.bluez().failOnce("Set Adapter1.Powered", Fault.failed("Blocked through rfkill"));

        radio.around().plug("hci0");
        radio.awaitReady();

        assertEquals(2, radio.bluez().calls("Set Adapter1.Powered"));
    }

    @Test
    void shouldPowerTheAdapterAgain() {
        radio = LiveRadio.start(folder);

        radio.bluez().change("/org/bluez/hci0", StandInDevices.ADAPTER, "Powered", false);

        radio.control().await("power", () -> radio.bluez().calls("Set Adapter1.Powered") == 2);
    }

    @Test
    void shouldWaitForAnAdapter() {
        radio = LiveRadio.startBare(folder);
        radio.await("nothing", status -> status.state() == RadioStatus.State.NO_ADAPTER);

        radio.around().plug("hci0");

        radio.awaitReady();
    }

    @Test
    void shouldStandAnAdapterThatGoesAndComes() throws Exception {
        radio = LiveRadio.start(folder);
        radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<?> link = radio.links().inbound();

        radio.around().unplug("/org/bluez/hci0");
        radio.await("no adapter", status -> status.state() == RadioStatus.State.NO_ADAPTER);
        assertTrue(link.isWithdrawn());
        radio.around().plug("hci0");

        radio.control().awaitInTime("our endpoints", () -> radio.media().endpoints().size() == 4);
    }

    @Test
    void shouldShareDutiesWithAnotherAdapter() {
        radio = LiveRadio.start(folder);

        radio.around().plug("hci1");

        radio.control().awaitInTime("both adapters' endpoints", () -> radio.media().endpoints().stream()
                .map(endpoint -> endpoint.adapter().substring(10) + endpoint.uuid().substring(4, 8)).sorted().toList()
                .equals(List.of("/hci0110b", "/hci0110b", "/hci1110a", "/hci1110a")));
    }

    @Test
    void shouldRegisterAllAnewWhenBluetoothdComesBack() throws Exception {
        radio = LiveRadio.start(folder);
        radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<?> link = radio.links().inbound();

        radio.bluez().leave();
        radio.await("no bluetoothd", status -> status.state() == RadioStatus.State.NO_DAEMON);
        assertTrue(link.isWithdrawn());
        assertEquals(List.of(), radio.core().status().devices());
        radio.bluez().comeBack();
        radio.awaitReady();

        assertEquals(4, radio.media().endpoints().size());
        assertEquals("/org/stereobridge/agent", path(radio.around().agent()));
        assertEquals("/org/stereobridge/player", path(radio.media().player()));
    }

    private static String path(Call registration) {
        return registration.argument(0).toString();
    }

    @Test
    void shouldRegisterAnewAfterBluetoothdLetItsEndpointsGo() throws Exception {
        radio = LiveRadio.start(folder);

        // So bluetoothd does when it ends in an orderly way.
        List<StandInMedia.Endpoint> endpoints = radio.media().endpoints();
        radio.media().call(endpoints.get(0), "Release", null);
        radio.bluez().leave();
        radio.await("no bluetoothd", status -> status.state() == RadioStatus.State.NO_DAEMON);
        Fault fault = assertThrows(Fault.class, () -> radio.media().call(endpoints.get(3), "Release", null));
        assertTrue(fault.name().endsWith("UnknownObject"), fault.name());
        radio.bluez().comeBack();
        radio.awaitReady();

        assertEquals(4, radio.media().endpoints().size());
    }

    @Test
    void shouldConnectEachSpeakerAnewWhenBluetoothdComesBack() throws Exception {
        radio = LiveRadio.start(folder);
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.addSpeaker(LiveRadio.RIGHT, "Right");

        radio.bluez().leave();
        radio.await("no bluetoothd", status -> status.state() == RadioStatus.State.NO_DAEMON);
        radio.bluez().comeBack();
        radio.awaitReady();

        radio.awaitLink(LiveRadio.LEFT, RadioStatus.Link.CONNECTED);
        radio.awaitLink(LiveRadio.RIGHT, RadioStatus.Link.CONNECTED);
    }

    @Test
    void shouldReconnectWhenTheBusDiesAndComesBack() throws Exception {
        radio = LiveRadio.start(folder);
        radio.playSource(LiveRadio.ECHO);
        FakeLinks.Offered<?> link = radio.links().inbound();

        radio.killBus();
        radio.await("no bus", status -> status.state() == RadioStatus.State.NO_BUS);
        assertTrue(link.isWithdrawn());
        radio.startBus();
        radio.around().plug("hci0");
        radio.awaitReady();

        radio.playSource(LiveRadio.ECHO);
        assertEquals(44_100, radio.links().inbound().link().config().rateHz());
    }

    @Test
    void shouldReconnectWhereACallWasUnderWay() throws Exception {
        radio = LiveRadio.start(folder);
        radio.bluez().rule("Device1.ConnectProfile", call -> null);
        String speaker = radio.around().bring("/org/bluez/hci0", LiveRadio.LEFT, "Left", StandInDevices.A2DP_SINK);
        radio.command(devices -> devices.join(LiveRadio.LEFT));
        assertEquals(speaker, radio.bluez().next("Device1.ConnectProfile").path());

        radio.killBus();
        radio.await("no bus", status -> status.state() == RadioStatus.State.NO_BUS);
        radio.startBus();
        radio.around().plug("hci0");
        radio.around().bring("/org/bluez/hci0", LiveRadio.LEFT, "Left", StandInDevices.A2DP_SINK);
        radio.around().bond(speaker);

        radio.awaitLink(LiveRadio.LEFT, RadioStatus.Link.CONNECTED);
    }

    @Test
    void shouldRegisterEndpointsOnceBluetoothdTakesThem() {
        radio = LiveRadio.startBare(folder);
        radio.bluez().failOnce("Media1.RegisterApplication", Fault.bluez("AlreadyExists", "Already Exists"));

        radio.around().plug("hci0");

        radio.control().awaitInTime("our endpoints", () -> radio.media().endpoints().size() == 4);
    }

    @Test
    void shouldRegisterTheAgentOnceBluetoothdTakesIt() {
        radio = LiveRadio.startBare(folder);
        radio.bluez().failOnce("AgentManager1.RegisterAgent", Fault.bluez("AlreadyExists", "Already Exists"));

        radio.around().plug("hci0");

        radio.control().awaitInTime("the agent", () -> radio.around().agent() != null);
    }

    @Test
    void shouldTellWhereItIsNotAllowed() {
        radio = LiveRadio.startBare(folder);
        radio.await("nothing", status -> status.state() == RadioStatus.State.NO_ADAPTER);
        radio.bluez().leave();
        radio.bluez().failOnce("ObjectManager.GetManagedObjects", new Fault(
                "org.freedesktop.DBus.Error.AccessDenied", "Rejected send message"));

        radio.bluez().comeBack();
        radio.await("a refusal", status -> status.state() == RadioStatus.State.NOT_ALLOWED);

        radio.awaitInTime("nothing more", status -> status.state() == RadioStatus.State.NO_ADAPTER);
    }

    @Test
    void shouldHideTheAdapterWhenItEnds() {
        radio = LiveRadio.start(folder);
        radio.command(devices -> devices.openWindow(Duration.ofMinutes(3)));
        radio.control().await("the adapter to be found", () -> radio.bluez().calls("Set Adapter1.Discoverable") == 1);

        radio.end();

        assertEquals(false, radio.bluez().value("/org/bluez/hci0", StandInDevices.ADAPTER, "Discoverable"));
    }

    @Test
    void shouldNotWaitForACallWhenItEnds() throws Exception {
        radio = LiveRadio.start(folder);
        radio.bluez().rule("Device1.ConnectProfile", call -> null);
        radio.around().bring("/org/bluez/hci0", LiveRadio.LEFT, "Left", StandInDevices.A2DP_SINK);
        radio.command(devices -> devices.join(LiveRadio.LEFT));
        radio.bluez().next("Device1.ConnectProfile");

        assertTimeout(Duration.ofSeconds(4), radio::end);
    }

    @Test
    void shouldCallNobodyWhileItEnds() {
        radio = LiveRadio.start(folder);

        radio.end();

        assertEquals(0, radio.bluez().calls("Media1.UnregisterApplication"));
    }
}
