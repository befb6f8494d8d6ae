package org.stereobridge.bluez.internal.standin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/**
 * A bluetoothd that lives in the test: it owns {@code org.bluez} on a bus of the test's own, speaks as much of BlueZ's
 * API as the radio uses, and misbehaves as it is told. Its order of events is that of a log of BlueZ 5.82. Where it and
 * {@code itests/lab}, which has a real bluetoothd, disagree, the lab is right.
 *
 * <p>This class has the objects, and what answers each method; {@link StandInDevices} has adapters and devices,
 * {@link StandInMedia} endpoints and transports.
 */
public final class StandInBluez implements AutoCloseable {

    private static final String NAME = "org.bluez";
    private static final String OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    private static final int LIMIT_S = 10;

    private final Peer peer;
    private final Map<String, Map<String, Map<String, Object>>> objects = new TreeMap<>(); // guarded by this
    private final Map<String, Rule> defaults = new ConcurrentHashMap<>();
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<Call>> calls = new ConcurrentHashMap<>();
    private final StandInDevices devices;
    private final StandInMedia media;

    /** Owns the name when this returns. */
    public StandInBluez(String address) {
        peer = Peer.connect(address, this::serve);
        defaults.put("ObjectManager.GetManagedObjects", call -> Answer.of("a{oa{sa{sv}}}", managed()));
        defaults.put("Properties.Set", this::set);
        media = new StandInMedia(this);
        devices = new StandInDevices(this, media);
        add("/org/bluez", "org.bluez.AgentManager1", Map.of());
        bus("AddMatch", "s", "type='signal',interface='" + PROPERTIES + "',path='/org/stereobridge/player'");
        comeBack();
    }

    public StandInDevices devices() {
        return devices;
    }

    public StandInMedia media() {
        return media;
    }

    private void bus(String method, String signature, Object... arguments) {
        try {
            peer.bus(method, signature, arguments);
        } catch (Fault e) {
            throw new IllegalStateException(e);
        }
    }

    /** bluetoothd ends: its name is free. What it has stays, but for what others registered. */
    public void leave() {
        bus("ReleaseName", "s", NAME);
        media.forget();
        devices.forget();
    }

    /** bluetoothd starts again. */
    public void comeBack() {
        bus("RequestName", "su", NAME, new UInt32(4));
    }

    /** From now on the method is answered so; {@code Device1.Pair}, {@code Set Adapter1.Powered}. */
    public void rule(String method, Rule rule) {
        rules.put(method, rule);
    }

    /** From now on the method is answered as it should be. */
    public void behave(String method) {
        rules.remove(method);
    }

    /** The next call of the method is answered with an error, those after it as they should be. */
    public void failOnce(String method, Fault fault) {
        rule(method, call -> {
            behave(method);
            throw fault;
        });
    }

    void byDefault(String method, Rule rule) {
        defaults.put(method, rule);
    }

    /** Answers a call as it should be. */
    public Answer behave(Call call) throws Fault, InterruptedException {
        Rule rule = defaults.get(call.method().startsWith("Set ") ? "Properties.Set" : call.method());
        if (rule == null) {
            throw new Fault("org.freedesktop.DBus.Error.UnknownMethod", call.method());
        }
        return rule.answer(call);
    }

    private Answer serve(Call asked) throws Fault, InterruptedException {
        Call call = asked.method().equals("Properties.Set")
                ? new Call(asked.sender(), asked.path(), "Set " + shortName(asked.text(0)) + "." + asked.text(1),
                asked.text(0), asked.text(1), bare(asked.argument(2))) : asked;
        Rule rule = rules.get(call.method());
        try {
            return rule == null ? behave(call) : rule.answer(call);
        } finally {
            queue(call.method()).add(call);
        }
    }

    private static String shortName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    static Object bare(Object value) {
        return value instanceof Variant<?> variant ? variant.getValue() : value;
    }

    private BlockingQueue<Call> queue(String method) {
        return calls.computeIfAbsent(method, any -> new LinkedBlockingQueue<>());
    }

    /** The next call of a method that was answered, each once; waits for it for 10 s. */
    public Call next(String method) throws InterruptedException {
        return Objects.requireNonNull(queue(method).poll(LIMIT_S, TimeUnit.SECONDS), "no " + method + " came");
    }

    /** How many calls of a method were answered and not taken. */
    public int calls(String method) {
        return queue(method).size();
    }

    /** Calls a method of whoever registered an object. */
    List<Object> call(String owner, String path, String type, String method, String signature, Object... arguments)
            throws Fault {
        return peer.call(owner, path, type, method, signature, arguments);
    }

    private synchronized Map<Object, Object> managed() {
        Map<Object, Object> all = new LinkedHashMap<>();
        objects.forEach((path, types) -> all.put(path, variants(types)));
        return all;
    }

    private static Map<String, Object> variants(Map<String, Map<String, Object>> types) {
        Map<String, Object> all = new LinkedHashMap<>();
        types.forEach((type, properties) -> all.put(type, copy(properties)));
        return all;
    }

    private static Map<String, Object> copy(Map<String, Object> properties) {
        Map<String, Object> variants = new LinkedHashMap<>();
        properties.forEach((name, value) -> variants.put(name, variant(value)));
        return variants;
    }

    static Variant<?> variant(Object value) {
        return value instanceof Variant<?> variant ? variant : new Variant<>(value);
    }

    /** Adds an interface, and tells it. */
    public void add(String path, String type, Map<String, Object> properties) {
        synchronized (this) {
            objects.computeIfAbsent(path, any -> new TreeMap<>()).put(type, new TreeMap<>(properties));
        }
        peer.signal("/", OBJECT_MANAGER, "InterfacesAdded", "oa{sa{sv}}", path, Map.of(type, copy(properties)));
    }

    /** Removes an object and those below it, and tells it. */
    public void remove(String path) {
        List<String> gone = new ArrayList<>();
        synchronized (this) {
            objects.keySet().stream().filter(each -> each.equals(path) || each.startsWith(path + "/"))
                    .forEach(gone::add);
        }
        Collections.reverse(gone);
        for (String each : gone) {
            Map<String, Map<String, Object>> types;
            synchronized (this) {
                types = objects.remove(each);
            }
            peer.signal("/", OBJECT_MANAGER, "InterfacesRemoved", "oas", each, List.copyOf(types.keySet()));
        }
    }

    private Answer set(Call call) throws Fault {
        if (!has(call.path(), call.text(0))) {
            throw new Fault("org.freedesktop.DBus.Error.UnknownObject", call.path());
        }
        change(call.path(), call.text(0), call.text(1), call.argument(2));
        return Answer.EMPTY;
    }

    /** Changes a property to anything, and tells it; does nothing where its object is not there. */
    public void change(String path, String type, String name, Object value) {
        synchronized (this) {
            if (!has(path, type)) {
                return;
            }
            objects.get(path).get(type).put(name, value);
        }
        peer.signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", type, Map.of(name, variant(value)), List.of());
    }

    /** Withdraws a property, and tells it. */
    public void withdraw(String path, String type, String name) {
        synchronized (this) {
            objects.get(path).get(type).remove(name);
        }
        peer.signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", type, Map.of(), List.of(name));
    }

    public synchronized boolean has(String path, String type) {
        return objects.getOrDefault(path, Map.of()).containsKey(type);
    }

    /** A property as it is now; null where it is not there. */
    public synchronized Object value(String path, String type, String name) {
        return objects.getOrDefault(path, Map.of()).getOrDefault(type, Map.of()).get(name);
    }

    /** Sends a signal of any types. */
    public void signal(String path, String type, String name, String signature, Object... arguments) {
        peer.signal(path, type, name, signature, arguments);
    }

    @Override
    public void close() {
        media.forget();
        peer.close();
    }
}
