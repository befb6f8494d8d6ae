package org.stereobridge.bluez.internal.standin;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt32;

/** Adapters, the devices around them, and the agent. */
public final class StandInDevices {

    public static final String ADAPTER = "org.bluez.Adapter1";
    public static final String DEVICE = "org.bluez.Device1";
    public static final String A2DP_SOURCE = "0000110a-0000-1000-8000-00805f9b34fb";
    public static final String A2DP_SINK = "0000110b-0000-1000-8000-00805f9b34fb";
    private static final String AGENT = "org.bluez.Agent1";

    private final StandInBluez bluez;
    private final StandInMedia media;
    private final Map<String, Map<String, Object>> nearby = new ConcurrentHashMap<>();
    private volatile Call agent;

    StandInDevices(StandInBluez bluez, StandInMedia media) {
        this.bluez = bluez;
        this.media = media;
        bluez.byDefault("AgentManager1.RegisterAgent", call -> {
            agent = call;
            return Answer.EMPTY;
        });
        bluez.byDefault("AgentManager1.RequestDefaultAgent", call -> Answer.EMPTY);
        bluez.byDefault("Adapter1.SetDiscoveryFilter", call -> Answer.EMPTY);
        bluez.byDefault("Adapter1.StartDiscovery", this::discover);
        bluez.byDefault("Adapter1.StopDiscovery", call -> Answer.EMPTY);
        bluez.byDefault("Adapter1.RemoveDevice", this::removeDevice);
        bluez.byDefault("Device1.Pair", this::pair);
        bluez.byDefault("Device1.ConnectProfile", this::connectProfile);
        bluez.byDefault("Device1.DisconnectProfile", call -> disconnect(call.path()));
        bluez.byDefault("Device1.Disconnect", call -> disconnect(call.path()));
    }

    void forget() {
        agent = null;
    }

    /** Plugs an adapter in, which is not powered yet; returns its path. */
    public String plug(String id) {
        String path = "/org/bluez/" + id;
        Map<String, Object> properties = new HashMap<>();
        properties.put("Address", "00:00:00:00:00:0" + id.replaceAll("\\D", ""));
        properties.put("Alias", "BlueZ 5.82");
        properties.put("Powered", false);
        properties.put("Discoverable", false);
        properties.put("Pairable", false);
        properties.put("DiscoverableTimeout", new UInt32(180));
        properties.put("PairableTimeout", new UInt32(0));
        properties.put("Class", new UInt32(0x240414));
        bluez.add(path, ADAPTER, properties);
        bluez.add(path, StandInMedia.MEDIA, Map.of("SupportedUUIDs", List.of(A2DP_SOURCE, A2DP_SINK)
                .toArray(String[]::new)));
        return path;
    }

    /** Pulls an adapter out, and all that is on it. */
    public void unplug(String path) {
        media.forget();
        bluez.remove(path);
    }

    /** Puts a device near an adapter: a scan finds it; returns its path. */
    public String bring(String adapter, String address, String name, String uuid) {
        String path = adapter + "/dev_" + address.replace(':', '_');
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("Address", address);
        properties.put("Name", name);
        properties.put("Alias", name);
        properties.put("Paired", false);
        properties.put("Trusted", false);
        properties.put("Connected", false);
        properties.put("Class", new UInt32(uuid.equals(A2DP_SINK) ? 0x240414 : 0x5A020C));
        properties.put("UUIDs", new String[] {uuid, "0000110e-0000-1000-8000-00805f9b34fb"});
        properties.put("Adapter", new DBusPath(adapter));
        nearby.put(path, properties);
        return path;
    }

    /** The device is seen: it scans, or is scanned. */
    public void see(String path) {
        Map<String, Object> properties = nearby.get(path);
        if (properties != null && !bluez.has(path, DEVICE)) {
            bluez.add(path, DEVICE, properties);
        }
    }

    private Answer discover(Call call) {
        nearby.keySet().stream().filter(path -> path.startsWith(call.path() + "/")).forEach(this::see);
        return Answer.EMPTY;
    }

    private Answer removeDevice(Call call) throws Fault {
        String path = String.valueOf(StandInMedia.path(call.argument(0)));
        if (!bluez.has(path, DEVICE)) {
            throw Fault.bluez("DoesNotExist", "Does Not Exist");
        }
        disconnect(path);
        bluez.remove(path);
        return Answer.EMPTY;
    }

    private Answer pair(Call call) throws Fault {
        if (Boolean.TRUE.equals(bluez.value(call.path(), DEVICE, "Paired"))) {
            throw Fault.bluez("AlreadyExists", "Already Exists");
        }
        bond(call.path());
        return Answer.EMPTY;
    }

    /** The device is known, and bonded: of old, where it was not seen before. */
    public void bond(String path) {
        if (!bluez.has(path, DEVICE)) {
            nearby.get(path).put("Paired", true);
            see(path);
        }
        bluez.change(path, DEVICE, "Connected", true);
        bluez.change(path, DEVICE, "Paired", true);
    }

    private Answer connectProfile(Call call) throws Fault {
        if (!bluez.has(call.path(), DEVICE)) {
            throw new Fault("org.freedesktop.DBus.Error.UnknownObject", call.path());
        }
        bluez.change(call.path(), DEVICE, "Connected", true);
        media.configure(call.path(), call.text(0));
        return Answer.EMPTY;
    }

    /** The device goes, its streams with it. */
    public Answer disconnect(String path) {
        media.clear(path);
        bluez.change(path, DEVICE, "Connected", false);
        return Answer.EMPTY;
    }

    /** The device wants to pair, and comes to be bonded where the agent lets it. */
    public boolean pairBy(String path) {
        see(path);
        if (!ask("RequestAuthorization", "o", new DBusPath(path))) {
            return false;
        }
        bond(path);
        return true;
    }

    /** Whether the agent lets the device use a service. */
    public boolean mayUse(String path, String uuid) {
        return ask("AuthorizeService", "os", new DBusPath(path), uuid);
    }

    private boolean ask(String method, String signature, Object... arguments) {
        try {
            bluez.call(agent.sender(), StandInMedia.path(agent.argument(0)), AGENT, method, signature, arguments);
            return true;
        } catch (Fault e) {
            if (!e.name().equals("org.bluez.Error.Rejected")) {
                throw new IllegalStateException(e);
            }
            return false;
        }
    }

    /** Who may be asked; null for nobody. */
    public Call agent() {
        return agent;
    }
}
