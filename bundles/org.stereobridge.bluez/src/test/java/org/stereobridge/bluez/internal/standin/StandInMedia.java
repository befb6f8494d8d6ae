package org.stereobridge.bluez.internal.standin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.types.UInt16;

/** Endpoints and players that others registered, and transports. */
public final class StandInMedia {

    public static final String MEDIA = "org.bluez.Media1";
    public static final String TRANSPORT = "org.bluez.MediaTransport1";
    private static final String ENDPOINT = "org.bluez.MediaEndpoint1";
    private static final String PLAYER = "org.mpris.MediaPlayer2.Player";

    private static final byte SBC = 0;
    private static final byte VENDOR = (byte) 0xFF;

    /** SBC: all that there is, bitpool 2-53. */
    private static final byte[] CAPABILITIES = {(byte) 0xFF, (byte) 0xFF, 2, 53};
    /** What a source chooses: 44.1 kHz, joint stereo, 16 blocks, 8 subbands, loudness, bitpool 2-53. */
    private static final byte[] CONFIGURATION = {0x21, 0x15, 2, 53};

    private final StandInBluez bluez;
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private final Map<String, Transport> transports = new ConcurrentHashMap<>();
    private final Map<String, Integer> ends = new ConcurrentHashMap<>();
    private final BlockingQueue<Integer> streams = new LinkedBlockingQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Object> told = new ConcurrentHashMap<>();
    private volatile Call player;
    private volatile int mtuBytes = 895;
    private volatile byte[] capabilities = CAPABILITIES;
    private volatile byte[] vendorCapabilities;
    private volatile boolean isVendorRefused;
    private volatile boolean isLastFirst;
    private volatile byte[] configuration = CONFIGURATION;

    /** An endpoint of whoever registered it. */
    public record Endpoint(String owner, String application, String adapter, String path, String uuid, byte codec) {
    }

    private record Transport(String path, String device, Endpoint endpoint) {
    }

    StandInMedia(StandInBluez bluez) {
        this.bluez = bluez;
        bluez.byDefault("Media1.RegisterApplication", this::register);
        bluez.byDefault("Media1.UnregisterApplication", call -> {
            endpoints.removeIf(endpoint -> endpoint.application().equals(path(call.argument(0))));
            return Answer.EMPTY;
        });
        bluez.byDefault("Media1.RegisterPlayer", call -> {
            player = call;
            return Answer.EMPTY;
        });
        bluez.byDefault("MediaTransport1.Acquire", call -> acquire(call.path()));
        bluez.byDefault("MediaTransport1.TryAcquire", this::tryAcquire);
        bluez.byDefault("MediaTransport1.Release", call -> release(call.path()));
        for (String key : List.of("Play", "Pause", "Stop", "Next", "Previous")) {
            bluez.byDefault("MediaPlayer1." + key, call -> Answer.EMPTY);
            bluez.byDefault("MediaControl1." + key, call -> Answer.EMPTY);
        }
        bluez.byDefault("Properties.PropertiesChanged", call -> Answer.EMPTY);
    }

    /** What comes over the bus as a path. */
    static String path(Object value) {
        return value instanceof DBusPath path ? path.getPath() : String.valueOf(value);
    }

    void forget() {
        endpoints.clear();
        player = null;
        List.copyOf(transports.keySet()).forEach(this::drop);
    }

    private Answer register(Call call) throws Fault {
        String application = path(call.argument(0));
        if (endpoints.stream().anyMatch(endpoint -> endpoint.application().equals(application))) {
            throw Fault.bluez("AlreadyExists", "Already Exists");
        }
        var objects = (Map<?, ?>) bluez.call(call.sender(), application, "org.freedesktop.DBus.ObjectManager",
                "GetManagedObjects", null).get(0);
        objects.forEach((path, types) -> {
            var properties = (Map<?, ?>) ((Map<?, ?>) types).get(ENDPOINT);
            endpoints.add(new Endpoint(call.sender(), application, call.path(), path(path),
                    String.valueOf(StandInBluez.bare(properties.get("UUID"))),
                    (Byte) StandInBluez.bare(properties.get("Codec"))));
        });
        return Answer.EMPTY;
    }

    public List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /** What transports take at most, from the next Acquire on. */
    public void mtu(int bytes) {
        mtuBytes = bytes;
    }

    /** What the next speakers can. */
    public void capabilities(byte... octets) {
        capabilities = octets;
    }

    /** The next speakers have a vendor's codec, too: its identifiers and octets. */
    public void vendorCapabilities(byte... octets) {
        vendorCapabilities = octets;
    }

    /** Speakers refuse the vendor's codec when it is to be configured. */
    public void refuseVendorCodec() {
        isVendorRefused = true;
    }

    /** Endpoints are asked from the last to the first, as where a lesser codec was used before. */
    public void askLastFirst() {
        isLastFirst = true;
    }

    /** What the next sources choose. */
    public void configuration(byte... octets) {
        configuration = octets;
    }

    /** A2DP is connected: as of a speaker where it is the sink, as of a source else; returns the transport's path. */
    public String configure(String device, String uuid) throws Fault {
        boolean isSpeaker = uuid.equals(StandInDevices.A2DP_SINK);
        Endpoint endpoint;
        byte[] chosen;
        if (isSpeaker) {
            show(device, 1, SBC, capabilities);
            if (vendorCapabilities != null) {
                show(device, 2, VENDOR, vendorCapabilities);
            }
            var selected = select(device);
            endpoint = selected.getKey();
            chosen = selected.getValue();
            if (endpoint.codec() == VENDOR && isVendorRefused) {
                throw Fault.failed("br-connection-unknown");
            }
        } else {
            endpoint = allFree(device, StandInDevices.A2DP_SINK).stream().filter(each -> each.codec() == SBC)
                    .findFirst().orElseThrow(StandInMedia::noneFree);
            chosen = configuration;
        }
        String path = device + (isSpeaker ? "/sep1" : "") + "/fd" + number.getAndIncrement();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("Device", new DBusPath(device));
        properties.put("UUID", uuid);
        properties.put("Codec", endpoint.codec());
        properties.put("Configuration", chosen);
        properties.put("State", "idle");
        if (isSpeaker) {
            properties.put("Delay", new UInt16(1_500));
        }
        properties.put("Volume", new UInt16(127));
        properties.putAll(told);
        Map<String, Object> variants = new LinkedHashMap<>();
        properties.forEach((name, value) -> variants.put(name, StandInBluez.variant(value)));
        transports.put(path, new Transport(path, device, endpoint));
        call(endpoint, "SetConfiguration", "oa{sv}", new DBusPath(path), variants);
        bluez.add(path, TRANSPORT, properties);
        return path;
    }

    /** Each transport from now on has this property, of any type. */
    public void tell(String name, Object value) {
        told.put(name, value);
    }

    /** Shows an endpoint of a speaker, as it is found when it is connected. */
    private void show(String device, int number, byte codec, byte[] octets) {
        String path = device + "/sep" + number;
        if (!bluez.has(path, ENDPOINT)) {
            bluez.add(path, ENDPOINT, Map.of("UUID", StandInDevices.A2DP_SINK, "Codec", codec, "Capabilities", octets,
                    "Device", new DBusPath(device)));
        }
    }

    /** Asks the endpoints that could serve a speaker, in their order, until one chooses a configuration. */
    private Map.Entry<Endpoint, byte[]> select(String device) throws Fault {
        Fault refusal = null;
        List<Endpoint> free = new ArrayList<>(allFree(device, StandInDevices.A2DP_SOURCE));
        free.sort(Comparator.comparing(Endpoint::path, isLastFirst ? Comparator.reverseOrder()
                : Comparator.naturalOrder()));
        for (Endpoint endpoint : free) {
            byte[] remote = endpoint.codec() == SBC ? capabilities : vendorCapabilities;
            if (remote != null) {
                try {
                    return Map.entry(endpoint,
                            octets(call(endpoint, "SelectConfiguration", "ay", (Object) remote).get(0)));
                } catch (Fault e) {
                    refusal = e;
                }
            }
        }
        throw refusal == null ? noneFree() : refusal;
    }

    private static Fault noneFree() {
        return Fault.bluez("NotAvailable", "br-connection-profile-unavailable");
    }

    private List<Endpoint> allFree(String device, String uuid) {
        return endpoints.stream().filter(endpoint -> device.startsWith(endpoint.adapter() + "/")
                && endpoint.uuid().equals(uuid) && transports.values().stream()
                .noneMatch(transport -> transport.endpoint().equals(endpoint))).toList();
    }

    /** Calls an endpoint with anything. */
    public List<Object> call(Endpoint endpoint, String method, String signature, Object... arguments) throws Fault {
        return bluez.call(endpoint.owner(), endpoint.path(), ENDPOINT, method, signature, arguments);
    }

    private static byte[] octets(Object value) {
        if (value instanceof byte[] octets) {
            return octets;
        }
        var list = (List<?>) value;
        byte[] octets = new byte[list.size()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (Byte) list.get(i);
        }
        return octets;
    }

    /** The transport of a device; null for none. */
    public String transport(String device) {
        return transports.values().stream().filter(transport -> transport.device().equals(device))
                .map(Transport::path).findFirst().orElse(null);
    }

    /** The device's streams end. */
    void clear(String device) {
        for (Transport transport : List.copyOf(transports.values())) {
            if (transport.device().equals(device)) {
                drop(transport.path());
                try {
                    call(transport.endpoint(), "ClearConfiguration", "o", new DBusPath(transport.path()));
                } catch (Fault e) {
                    // It may have gone first.
                }
                bluez.remove(transport.path());
            }
        }
    }

    private void drop(String path) {
        transports.remove(path);
        Integer end = ends.remove(path);
        if (end != null) {
            Posix.close(end);
        }
    }

    private Answer tryAcquire(Call call) throws Fault {
        if (!"pending".equals(bluez.value(call.path(), TRANSPORT, "State"))) {
            throw Fault.bluez("NotAvailable", "Operation currently not available");
        }
        return acquire(call.path());
    }

    private Answer acquire(String path) throws Fault {
        if (ends.containsKey(path)) {
            throw Fault.bluez("NotAuthorized", "Operation Not Authorized");
        }
        int[] pair = Posix.socketPair();
        ends.put(path, pair[1]);
        streams.add(pair[1]);
        bluez.change(path, TRANSPORT, "State", "active");
        return Answer.of("hqq", new FileDescriptor(pair[0]), new UInt16(mtuBytes), new UInt16(mtuBytes))
                .then(() -> Posix.close(pair[0]));
    }

    private Answer release(String path) {
        suspend(path);
        return Answer.EMPTY;
    }

    /** The stream stops: the peer suspends it. */
    public void suspend(String path) {
        Integer end = ends.remove(path);
        if (end != null) {
            Posix.close(end);
        }
        bluez.change(path, TRANSPORT, "State", "idle");
    }

    /** The source starts to stream. */
    public void start(String path) {
        bluez.change(path, TRANSPORT, "State", "pending");
    }

    /** The peer's end of the next stream that was acquired; waits for it for 10 s. */
    public int stream() throws InterruptedException {
        Integer fd = streams.poll(10, TimeUnit.SECONDS);
        if (fd == null) {
            throw new IllegalStateException("no stream was acquired");
        }
        return fd;
    }

    /** The peer closes the channel without a word. */
    public void cut(String path) {
        Posix.close(ends.remove(path));
    }

    /** A speaker's button is pressed. */
    public void press(String key) throws Fault {
        bluez.call(player.sender(), path(player.argument(0)), PLAYER, key, null);
    }

    /** What was registered as a player; null for nothing. */
    public Call player() {
        return player;
    }

    /** A dictionary's value, whatever wraps it. */
    public static Object in(Object dictionary, String name) {
        return StandInBluez.bare(((Map<?, ?>) StandInBluez.bare(dictionary)).get(name));
    }
}
