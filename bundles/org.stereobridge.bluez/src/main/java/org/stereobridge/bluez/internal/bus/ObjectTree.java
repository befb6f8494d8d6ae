package org.stereobridge.bluez.internal.bus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.freedesktop.dbus.types.Variant;

/** What bluetoothd has, mirrored from its signals. Control thread. */
public final class ObjectTree {

    /** More than this no sane bluetoothd has; what comes on top is left out. */
    private static final int MOST_OBJECTS = 4_096;

    /** Follows the tree. Called on the control thread, in the order of registration. */
    public interface Listener {

        default void added(BusObject object) {
        }

        /** @param names of the properties that were told anew or withdrawn */
        default void changed(BusObject object, Set<String> names) {
        }

        /** It is not in the tree any more. */
        default void removed(BusObject object) {
        }
    }

    private final Map<String, Map<String, BusObject>> objects = new TreeMap<>();
    private final List<Listener> listeners = new ArrayList<>();

    public void follow(Listener listener) {
        listeners.add(listener);
    }

    void add(String path, Map<String, Map<String, Variant<?>>> interfaces) {
        if (objects.size() >= MOST_OBJECTS && !objects.containsKey(path)) {
            return;
        }
        interfaces.forEach((type, properties) -> {
            Map<String, BusObject> types = objects.computeIfAbsent(path, any -> new TreeMap<>());
            BusObject known = types.get(type);
            if (known != null) {
                known.put(properties);
                listeners.forEach(listener -> listener.changed(known, properties.keySet()));
                return;
            }
            var object = new BusObject(path, type);
            object.put(properties);
            types.put(type, object);
            listeners.forEach(listener -> listener.added(object));
        });
    }

    void change(String path, String type, Map<String, Variant<?>> changed, List<String> withdrawn) {
        find(path, type).ifPresent(object -> {
            object.put(changed);
            object.drop(withdrawn);
            Set<String> names = new TreeSet<>(changed.keySet());
            names.addAll(withdrawn);
            listeners.forEach(listener -> listener.changed(object, names));
        });
    }

    void remove(String path, Collection<String> types) {
        Map<String, BusObject> there = objects.get(path);
        if (there == null) {
            return;
        }
        for (String type : types) {
            BusObject object = there.remove(type);
            if (object != null) {
                listeners.forEach(listener -> listener.removed(object));
            }
        }
        if (there.isEmpty()) {
            objects.remove(path);
        }
    }

    /** Children go before their parents. */
    void clear() {
        List<String> paths = new ArrayList<>(objects.keySet());
        paths.sort(Comparator.reverseOrder());
        paths.forEach(path -> remove(path, List.copyOf(objects.get(path).keySet())));
    }

    public Optional<BusObject> find(String path, String type) {
        return Optional.ofNullable(objects.getOrDefault(path, Map.of()).get(type));
    }

    /** All objects with this interface, in the order of their paths. */
    public Stream<BusObject> all(String type) {
        return objects.values().stream().map(types -> types.get(type)).filter(object -> object != null).toList()
                .stream();
    }
}
