package org.stereobridge.bluez.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.bluez.internal.standin.Answer;
import org.stereobridge.bluez.internal.standin.Fault;
import org.stereobridge.bluez.internal.standin.StandInDevices;
import org.stereobridge.bluez.internal.standin.StandInMedia;

/** What no bluetoothd should say. Each test ends with a source that plays. */
@Timeout(60)
class RadioHostileTest {

    private static final String HCI0 = "/org/bluez/hci0";

    @TempDir
    Path folder;

    private LiveRadio radio;

    @BeforeEach
    void start() {
        radio = LiveRadio.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        try {
            radio.playSource(LiveRadio.ECHO);
            assertFalse(radio.links().inbound().isWithdrawn());
        } finally {
            radio.close();
        }
    }

    private StandInMedia.Endpoint endpoint(String uuid) {
        return radio.media().endpoints().stream().filter(each -> each.uuid().equals(uuid)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 255, 100_000})
    void shouldRefuseCapabilitiesThatAreNone(int octets) {
        Fault fault = assertThrows(Fault.class, () -> radio.media().call(endpoint(StandInDevices.A2DP_SOURCE),
                "SelectConfiguration", "ay", new byte[octets]));

        assertEquals("org.bluez.Error.InvalidArguments", fault.name());
    }

    @Test
    void shouldRefuseCapabilitiesOfAnotherType() {
        assertThrows(Fault.class, () -> radio.media().call(endpoint(StandInDevices.A2DP_SOURCE),
                "SelectConfiguration", "s", "all"));
        assertThrows(Fault.class, () -> radio.media().call(endpoint(StandInDevices.A2DP_SOURCE),
                "SelectConfiguration", null));
    }

    @Test
    void shouldRefuseConfigurationsThatAreNone() {
        for (Variant<?> octets : List.<Variant<?>>of(new Variant<>(new byte[0]), new Variant<>(new byte[4]),
                new Variant<>(new byte[1_000]), new Variant<>("text"), new Variant<>(7),
                new Variant<>(new String[] {"a"}))) {
            assertThrows(Fault.class, () -> radio.media().call(endpoint(StandInDevices.A2DP_SINK), "SetConfiguration",
                    "oa{sv}", new DBusPath(HCI0 + "/dev_1/fd9"), Map.of("Configuration", octets)));
        }
        assertThrows(Fault.class, () -> radio.media().call(endpoint(StandInDevices.A2DP_SINK), "SetConfiguration",
                "oa{sv}", new DBusPath(HCI0 + "/dev_1/fd9"), Map.of()));
        assertThrows(Fault.class, () -> radio.media().call(endpoint(StandInDevices.A2DP_SINK), "SetConfiguration",
                "a{sv}o", Map.of(), new DBusPath("/")));
    }

    @Test
    void shouldStandAStreamOfNoDevice() throws Exception {
        radio.media().call(endpoint(StandInDevices.A2DP_SINK), "SetConfiguration", "oa{sv}",
                new DBusPath("/nowhere"), Map.of("Configuration", new Variant<>(new byte[] {0x21, 0x15, 2, 53}),
                        "Device", new Variant<>(5)));
        radio.media().call(endpoint(StandInDevices.A2DP_SOURCE), "SetConfiguration", "oa{sv}",
                new DBusPath("/elsewhere"), Map.of("Configuration", new Variant<>(new byte[] {0x28, 0x15, 2, 53})));
        radio.media().call(endpoint(StandInDevices.A2DP_SINK), "ClearConfiguration", "o", new DBusPath("/unheard"));

        radio.control().advance(10 * LiveRadio.SECOND_NS);

        radio.media().call(endpoint(StandInDevices.A2DP_SINK), "ClearConfiguration", "o", new DBusPath("/nowhere"));
    }

    @Test
    void shouldStandDevicesOfWrongTypes() {
        radio.bluez().add(HCI0 + "/dev_66_66_66_66_66_66", StandInDevices.DEVICE, Map.of("Address", 5, "Alias", true,
                "Paired", "yes", "UUIDs", new UInt16(3), "Class", "speaker", "RSSI", new String[] {"x"}));
        radio.bluez().add(HCI0 + "/dev_1", StandInDevices.DEVICE, Map.of());
        radio.bluez().change(HCI0 + "/dev_1", StandInDevices.DEVICE, "Paired", new Variant<>(Map.of("a",
                new Variant<>(1)), "a{sv}"));
        radio.bluez().change(HCI0, StandInDevices.ADAPTER, "Class", "loud");

        radio.await("the devices", status -> !status.devices().isEmpty());
    }

    @Test
    void shouldStandAnAdapterOfWrongTypes() {
        radio.bluez().add("/org/bluez/zero", StandInDevices.ADAPTER, Map.of("Address", 5, "Powered", "yes", "Alias",
                true));

        radio.control().await("other duties", () -> radio.media().endpoints().size() == 2);
        radio.bluez().remove("/org/bluez/zero");
        radio.control().await("all duties", () -> radio.media().endpoints().size() == 4);
    }

    @Test
    void shouldStandSignalsOfWrongTypes() {
        radio.bluez().signal(HCI0, "org.freedesktop.DBus.Properties", "PropertiesChanged", "s", "org.bluez.Adapter1");
        radio.bluez().signal(HCI0, "org.freedesktop.DBus.Properties", "PropertiesChanged", "ayay", new byte[1],
                new byte[1]);
        radio.bluez().signal("/", "org.freedesktop.DBus.ObjectManager", "InterfacesAdded", "u", 7);
        radio.bluez().signal("/", "org.freedesktop.DBus.ObjectManager", "InterfacesRemoved", null);
        radio.bluez().signal("/", "org.freedesktop.DBus.ObjectManager", "InterfacesRemoved", "oas", "/none",
                List.of("a"));
    }

    @Test
    void shouldTryAgainWhereAStreamIsNone() throws Exception {
        radio.bluez().rule("MediaTransport1.Acquire", call -> Answer.of("s", "no descriptor"));
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.RIGHT);
        radio.links().inbound();
        radio.bluez().next("MediaTransport1.Acquire");

        radio.bluez().rule("MediaTransport1.Acquire", call -> Answer.of("uqq", 3, new UInt16(895), new UInt16(895)));
        radio.control().awaitInTime("another try", () -> radio.bluez().calls("MediaTransport1.Acquire") > 1);
        radio.bluez().behave("MediaTransport1.Acquire");
        radio.control().awaitInTime("a link", () -> radio.links().waiting() == 1);

        assertEquals(895, radio.links().outbound().link().mtuBytes());
    }

    @Test
    void shouldStandAPlayerOfWrongTypes() throws Exception {
        radio.bluez().add(HCI0 + "/dev_00_11_22_33_44_01/player0", "org.bluez.MediaPlayer1", Map.of("Status", 5,
                "Track", "Song"));
        radio.connectSource(LiveRadio.ECHO);

        radio.await("a player", status -> status.nowPlaying().filter(now -> now.title().isEmpty()).isPresent());
        radio.around().disconnect(HCI0 + "/dev_00_11_22_33_44_01");
    }
}
