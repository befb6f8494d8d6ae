package org.stereobridge.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A device of the world. What bluetoothd refuses it is a RefusedException with D-Bus's name of the error. */
public sealed class Device permits EchoDevice, SpeakerDevice {

    private static final long PAIRING_LIMIT_MS = 30_000;
    private static final String ADDRESS = "address";

    private final Guest world;
    private final String name;
    private final String address;

    Device(Guest world, String name, String address) {
        this.world = world;
        this.name = name;
        this.address = address;
    }

    public final String name() {
        return name;
    }

    public final String address() {
        return address;
    }

    /** Finds another by inquiry; the result has its Name, Class, Icon and UUIDs. */
    public final JsonNode find(String peer, long timeoutMs) throws IOException {
        return ask("find", Map.of(ADDRESS, peer, "timeoutMs", timeoutMs), timeoutMs);
    }

    /** Finds another, pairs and trusts it. */
    public final void pair(String peer) throws IOException {
        ask("pair", Map.of(ADDRESS, peer), PAIRING_LIMIT_MS);
    }

    /** Pairs with one that it found before, without looking for it again. */
    public final void pairWithKnown(String peer) throws IOException {
        ask("pair", Map.of(ADDRESS, peer, "find", false), PAIRING_LIMIT_MS);
    }

    /** Connects the music, with as many attempts as given. */
    public final void connect(String peer, int attempts) throws IOException {
        ask("connect", Map.of(ADDRESS, peer, "attempts", attempts), PAIRING_LIMIT_MS * attempts);
    }

    /** Connects a profile at once. */
    public final void connectProfile(String peer, String uuid) throws IOException {
        ask("connect", Map.of(ADDRESS, peer, "uuid", uuid), PAIRING_LIMIT_MS);
    }

    public final void disconnect(String peer) throws IOException {
        ask("disconnect", Map.of(ADDRESS, peer));
    }

    /** Loses the bond; the other is not told. */
    public final void forget(String peer) throws IOException {
        ask("forget", Map.of(ADDRESS, peer));
    }

    /** What the device's bluetoothd knows of another: the properties of its Device1. */
    public final JsonNode known(String peer) throws IOException {
        return ask("known", Map.of(ADDRESS, peer));
    }

    public final void setPower(boolean isOn) throws IOException {
        ask("power", Map.of("on", isOn));
    }

    /** @param visibility discoverable, pairable, connectable; those that are left out stay */
    public final void setVisible(Map<String, Boolean> visibility) throws IOException {
        ask("visible", visibility);
    }

    final JsonNode ask(String op, Map<String, ?> arguments) throws IOException {
        return ask(op, arguments, 0);
    }

    final JsonNode ask(String op, Map<String, ?> arguments, long timeoutMs) throws IOException {
        var all = new HashMap<String, Object>(arguments);
        all.put("device", name);
        return world.ask(op, all, timeoutMs);
    }

    final Recording read(JsonNode recording) throws IOException {
        return Recording.read(world.share().resolve(recording.get("file").asText().replaceFirst("^/share/", "")));
    }
}
