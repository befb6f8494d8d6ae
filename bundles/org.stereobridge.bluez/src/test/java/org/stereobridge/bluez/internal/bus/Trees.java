package org.stereobridge.bluez.internal.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.Variant;

/** Fills trees, as bluetoothd's signals do. */
public final class Trees {

    private Trees() {
    }

    /** @param properties names and values in turn */
    public static BusObject add(ObjectTree tree, String path, String type, Object... properties) {
        tree.add(path, Map.of(type, variants(properties)));
        return tree.find(path, type).orElseThrow();
    }

    /** @param properties names and values in turn */
    public static void change(ObjectTree tree, String path, String type, Object... properties) {
        tree.change(path, type, variants(properties), List.of());
    }

    public static void remove(ObjectTree tree, String path, String type) {
        tree.remove(path, List.of(type));
    }

    static Map<String, Variant<?>> variants(Object... properties) {
        Map<String, Variant<?>> variants = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            variants.put((String) properties[i], new Variant<>(properties[i + 1]));
        }
        return variants;
    }
}
