package org.stereobridge.bluez.internal.media;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.types.Variant;
import org.stereobridge.bluez.internal.bus.Names;

/** All endpoints that one adapter offers, as bluetoothd asks for them when they are registered. */
final class MediaApplication implements ObjectManager {

    private final String path;
    private final List<Endpoint> endpoints = new ArrayList<>();

    MediaApplication(String path) {
        this.path = path;
    }

    void add(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    @Override
    public Map<DBusPath, Map<String, Map<String, Variant<?>>>> GetManagedObjects() {
        Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> objects.put(new DBusPath(endpoint.getObjectPath()),
                Map.of(Names.ENDPOINT, endpoint.properties())));
        return objects;
    }

    @Override
    public String getObjectPath() {
        return path;
    }
}
