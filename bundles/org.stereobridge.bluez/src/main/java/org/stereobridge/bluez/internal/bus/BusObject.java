package org.stereobridge.bluez.internal.bus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/**
 * One interface of a BlueZ object, with its properties as last told. What is absent or of another type than expected
 * counts as not there. Control thread.
 */
public final class BusObject {

    private static final int LONGEST_TEXT = 512;

    private final String path;
    private final String type;
    private final Map<String, Object> properties = new HashMap<>();

    public BusObject(String path, String type) {
        this.path = path;
        this.type = type;
    }

    /** An object of a peer's message. */
    public static BusObject of(String path, Map<String, Variant<?>> properties) {
        var object = new BusObject(path, "");
        object.put(properties);
        return object;
    }

    void put(Map<String, Variant<?>> changed) {
        changed.forEach((name, value) -> {
            if (value != null && value.getValue() != null) {
                properties.put(name, value.getValue());
            }
        });
    }

    void drop(List<String> names) {
        properties.keySet().removeAll(names);
    }

    public String path() {
        return path;
    }

    public String type() {
        return type;
    }

    /** Cut where it is absurdly long; empty where it is absent. */
    public String text(String name) {
        return text(properties.get(name)).orElse("");
    }

    public boolean flag(String name) {
        return properties.get(name) instanceof Boolean flag && flag;
    }

    public OptionalLong number(String name) {
        return properties.get(name) instanceof Number number ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /** A list of texts, empty where it is absent. */
    public List<String> texts(String name) {
        Object value = properties.get(name);
        List<?> list = value instanceof Object[] array ? Arrays.asList(array)
                : value instanceof List<?> any ? any : List.of();
        return list.stream().map(BusObject::text).flatMap(Optional::stream).toList();
    }

    /** Octets; empty where they are absent. */
    public byte[] octets(String name) {
        return octets(properties.get(name));
    }

    /** A dictionary's texts; what is no text is left out. */
    public Map<String, String> dictionary(String name) {
        Map<String, String> texts = new HashMap<>();
        if (properties.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> text(key).ifPresent(known -> text(value).ifPresent(
                    text -> texts.put(known, text))));
        }
        return texts;
    }

    private static Optional<String> text(Object value) {
        Object bare = value instanceof Variant<?> variant ? variant.getValue() : value;
        if (bare instanceof DBusPath dbusPath) {
            return Optional.of(dbusPath.getPath());
        }
        return bare instanceof String text ? Optional.of(text.substring(0, Math.min(LONGEST_TEXT, text.length())))
                : Optional.empty();
    }

    /** Octets as D-Bus libraries have them: an array, or a list of boxed bytes. */
    static byte[] octets(Object value) {
        if (value instanceof byte[] octets) {
            return octets.clone();
        }
        List<Object> list = new ArrayList<>();
        if (value instanceof Object[] array) {
            list.addAll(Arrays.asList(array));
        } else if (value instanceof List<?> any) {
            list.addAll(any);
        }
        byte[] octets = new byte[list.size()];
        for (int i = 0; i < octets.length; i++) {
            if (!(list.get(i) instanceof Byte octet)) {
                return new byte[0];
            }
            octets[i] = octet;
        }
        return octets;
    }

    @Override
    public String toString() {
        return type + " " + path;
    }
}
