package org.stereobridge.dbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bluez.Error;
import org.bluez.MediaEndpoint1;
import org.bluez.MediaTransport1;
import org.bluez.datatypes.ThreeTuple;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Introspectable;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.testkit.PrivateBus;

/** Whether bluez-dbus's interfaces say what BlueZ 5.82 does (doc/org.bluez.Media*.rst), through dbus-java 5.1. */
@Timeout(60)
class BluezInterfacesTest {

    private static final byte[] SBC = {0x21, 0x15, 2, (byte) 250};

    /** An array in a variant is read as a list; as an argument it is an array. */
    private static final List<Byte> SBC_IN_VARIANT = List.of((byte) 0x21, (byte) 0x15, (byte) 2, (byte) 250);

    @TempDir
    Path folder;

    private PrivateBus daemon;
    private Bus ours;
    private Bus bluez;

    @BeforeEach
    void start() throws Exception {
        daemon = PrivateBus.start(folder);
        ours = Bus.open(daemon.address(), cause -> { });
        bluez = Bus.open(daemon.address(), cause -> { });
    }

    @AfterEach
    void stop() {
        if (bluez != null) {
            ours.close();
            bluez.close();
            daemon.close();
        }
    }

    @Test
    void shouldAcquireTransport() throws Exception {
        int[] pair = Posix.socketPair();
        bluez.connection().exportObject("/fd0", new Transport(pair[0]));
        MediaTransport1 transport = remote(ours, bluez, "/fd0", MediaTransport1.class);

        ThreeTuple<FileDescriptor, UInt16, UInt16> acquired = transport.Acquire();

        try (Descriptor descriptor = Descriptor.take(acquired.getFirstValue())) {
            byte[] read = new byte[2];
            Posix.write(pair[1], new byte[] {1, 2}, 2);
            assertEquals(2, Posix.read(descriptor.lend().getIntFileDescriptor(), read, 2));
        }
        assertEquals(672, acquired.getSecondValue().intValue());
        assertEquals(1005, acquired.getThirdValue().intValue());
        Posix.close(pair[1]);
    }

    @Test
    void shouldTellErrorsByName() throws Exception {
        bluez.connection().exportObject("/fd0", new Transport(-1));
        ours.connection().exportObject("/endpoint", new Endpoint());
        MediaTransport1 transport = remote(ours, bluez, "/fd0", MediaTransport1.class);

        var problem = assertThrows(Error.NotAvailable.class, transport::TryAcquire);

        assertEquals("Operation currently not available", problem.getMessage());
        assertEquals("Error org.bluez.Error.Rejected: too few\n",
                dbusSend("/endpoint", "org.bluez.MediaEndpoint1.SelectConfiguration", "array:byte:1"));
    }

    @Test
    void shouldExportEndpointAsBluezCallsIt() throws Exception {
        var endpoint = new Endpoint();
        ours.connection().exportObject("/endpoint", endpoint);

        MediaEndpoint1 seen = remote(bluez, ours, "/endpoint", MediaEndpoint1.class);
        assertArrayEquals(SBC, seen.SelectConfiguration(new byte[] {1, 2, 3, 4}));
        seen.SetConfiguration(new DBusPath("/dev/fd0"), Map.of("Configuration", new Variant<>(SBC),
                "UUID", new Variant<>("0000110b"), "Codec", new Variant<>((byte) 0),
                "Delay", new Variant<>(new UInt16(150)), "Device", new Variant<>(new DBusPath("/dev"))));

        assertArrayEquals(new byte[] {1, 2, 3, 4}, endpoint.offered);
        Map<String, Variant<?>> properties = endpoint.configured.poll(10, TimeUnit.SECONDS);
        assertEquals(SBC_IN_VARIANT, properties.get("Configuration").getValue());
        assertEquals((byte) 0, properties.get("Codec").getValue());
        assertEquals(150, ((UInt16) properties.get("Delay").getValue()).intValue());
        assertEquals("/dev", ((DBusPath) properties.get("Device").getValue()).getPath());
    }

    @Test
    void shouldExportEndpointToOthersThanJava() throws Exception {
        ours.connection().exportObject("/endpoint", new Endpoint());

        String answer = dbusSend("/endpoint", "org.bluez.MediaEndpoint1.SelectConfiguration",
                "array:byte:1,2,3,4");
        String introspected = dbusSend("/endpoint", "org.freedesktop.DBus.Introspectable.Introspect");

        assertTrue(answer.contains("array of bytes [\n      21 15 02 fa"), answer);
        assertTrue(introspected.contains("<interface name=\"org.bluez.MediaEndpoint1\">"), introspected);
    }

    @Test
    void shouldExportApplicationAsBluezReadsIt() throws Exception {
        ours.connection().exportObject("/", new Application());

        Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects =
                remote(bluez, ours, "/", ObjectManager.class).GetManagedObjects();

        Map<String, Variant<?>> properties = objects.get(new DBusPath("/endpoint")).get("org.bluez.MediaEndpoint1");
        assertEquals(SBC_IN_VARIANT, properties.get("Capabilities").getValue());
        assertEquals(true, properties.get("DelayReporting").getValue());
        assertTrue(dbusSend("/", "org.freedesktop.DBus.ObjectManager.GetManagedObjects")
                .contains("variant                         array of bytes [\n"));
    }

    @Test
    void shouldReadAndWritePropertiesOfTransport() throws Exception {
        var transport = new Transport(-1);
        bluez.connection().exportObject("/fd0", transport);
        Properties properties = remote(ours, bluez, "/fd0", Properties.class);

        List<Byte> configuration = properties.Get("org.bluez.MediaTransport1", "Configuration");
        Map<String, Variant<?>> all = properties.GetAll("org.bluez.MediaTransport1");
        properties.Set("org.bluez.MediaTransport1", "Volume", new UInt16(99));

        assertEquals(SBC_IN_VARIANT, configuration);
        assertEquals(SBC_IN_VARIANT, all.get("Configuration").getValue());
        assertEquals("Volume=UInt16 99", transport.set.get(0));
    }

    @Test
    void shouldHearPropertiesChange() throws Exception {
        BlockingQueue<Properties.PropertiesChanged> heard = new ArrayBlockingQueue<>(10);
        ours.connection().addSigHandler(Properties.PropertiesChanged.class, heard::add);

        bluez.connection().sendMessage(new Properties.PropertiesChanged("/fd0", "org.bluez.MediaTransport1",
                Map.of("State", new Variant<>("pending"), "Configuration", new Variant<>(SBC)), List.of("Delay")));

        Properties.PropertiesChanged signal = heard.poll(10, TimeUnit.SECONDS);
        assertEquals("/fd0", signal.getPath());
        assertEquals("pending", signal.getPropertiesChanged().get("State").getValue());
        assertEquals(SBC_IN_VARIANT, signal.getPropertiesChanged().get("Configuration").getValue());
        assertEquals(List.of("Delay"), signal.getPropertiesRemoved());
        assertTrue(remote(ours, bluez, "/", Introspectable.class).Introspect().startsWith("<!DOCTYPE"));
    }

    private static <T extends DBusInterface> T remote(Bus client, Bus server, String path, Class<T> type)
            throws Exception {
        return client.connection().getRemoteObject(server.connection().getUniqueName(), path, type);
    }

    /** What a client in C has for an answer. */
    private String dbusSend(String path, String method, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("dbus-send", "--bus=" + daemon.address(), "--print-reply",
                "--dest=" + ours.connection().getUniqueName(), path, method));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static final class Endpoint implements MediaEndpoint1 {

        private final BlockingQueue<Map<String, Variant<?>>> configured = new ArrayBlockingQueue<>(1);
        private volatile byte[] offered;

        @Override
        public byte[] SelectConfiguration(byte[] capabilities) {
            if (capabilities.length < 4) {
                throw new Error.Rejected("too few");
            }
            offered = capabilities;
            return SBC;
        }

        @Override
        public void SetConfiguration(DBusPath transport, Map<String, Variant<?>> properties) {
            configured.add(properties);
        }

        @Override
        public Map<String, Variant<?>> SelectProperties(Map<String, Variant<?>> properties) {
            return Map.of();
        }

        @Override
        public void ClearConfiguration(DBusPath transport) {
            // Nothing to clear
        }

        @Override
        public void Release() {
            // Nothing to release
        }

        @Override
        public String getObjectPath() {
            return "/endpoint";
        }
    }

    private static final class Application implements ObjectManager {

        @Override
        public Map<DBusPath, Map<String, Map<String, Variant<?>>>> GetManagedObjects() {
            return Map.of(new DBusPath("/endpoint"), Map.of("org.bluez.MediaEndpoint1", Map.of(
                    "UUID", new Variant<>("0000110b-0000-1000-8000-00805f9b34fb"), "Codec", new Variant<>((byte) 0),
                    "Capabilities", new Variant<>(SBC), "DelayReporting", new Variant<>(true))));
        }

        @Override
        public String getObjectPath() {
            return "/";
        }
    }

    private static final class Transport implements MediaTransport1, Properties {

        private final List<String> set = new ArrayList<>();
        private final int descriptor;

        Transport(int descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        public ThreeTuple<FileDescriptor, UInt16, UInt16> Acquire() {
            return new ThreeTuple<>(Descriptor.own(descriptor).give(), new UInt16(672), new UInt16(1005));
        }

        @Override
        public ThreeTuple<FileDescriptor, UInt16, UInt16> TryAcquire() {
            throw new Error.NotAvailable("Operation currently not available");
        }

        @Override
        public void Release() {
            // Nothing to release
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> A Get(String type, String name) {
            return (A) SBC;
        }

        @Override
        public <A> void Set(String type, String name, A value) {
            set.add(name + "=" + value.getClass().getSimpleName() + " " + value);
        }

        @Override
        public Map<String, Variant<?>> GetAll(String type) {
            return Map.of("Configuration", new Variant<>(SBC), "State", new Variant<>("idle"));
        }

        @Override
        public String getObjectPath() {
            return "/fd0";
        }
    }
}
