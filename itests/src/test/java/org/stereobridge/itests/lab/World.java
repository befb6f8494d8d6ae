package org.stereobridge.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The guest with the Echo, the speakers and the strangers, each on an adapter of its own, from 0. */
public final class World {

    private static final Map<String, ?> NO_OPTIONS = Map.of();

    private final Guest guest;

    World(Guest guest) {
        this.guest = guest;
    }

    public Guest guest() {
        return guest;
    }

    /** An Echo of 44.1 kHz, joint stereo, bitpool 53, named as given. */
    public EchoDevice echo(int adapter, String name) throws IOException {
        return echo(adapter, name, NO_OPTIONS);
    }

    /** @param options rateHz, channelMode, bitpool, delayReporting, deviceClass, discoverable, pairable */
    public EchoDevice echo(int adapter, String name, Map<String, ?> options) throws IOException {
        return new EchoDevice(guest, name, make("echo", adapter, name, options));
    }

    /** A speaker that takes all of SBC and reports no latency. */
    public SpeakerDevice speaker(int adapter, String name) throws IOException {
        return speaker(adapter, name, NO_OPTIONS);
    }

    /**
     * @param options capabilities (all, joint, absurd, none, or eight hexadecimal digits), delayMs, volume,
     *     deviceClass, discoverable, pairable
     */
    public SpeakerDevice speaker(int adapter, String name, Map<String, ?> options) throws IOException {
        return new SpeakerDevice(guest, name, make("speaker", adapter, name, options));
    }

    /** @param options a2dp (true), handsFree (hf or ag), deviceClass, discoverable, pairable */
    public Device stranger(int adapter, String name, Map<String, ?> options) throws IOException {
        return new Device(guest, name, make("stranger", adapter, name, options));
    }

    /**
     * Waits for an event whose fields are as given; those of the past count, too.
     *
     * @param after the index of the first event that counts
     */
    public JsonNode awaitEvent(Map<String, ?> match, int after, long timeoutMs) throws IOException {
        return guest.ask("awaitEvent", Map.of("match", match, "after", after, "timeoutMs", timeoutMs), timeoutMs);
    }

    /** All events from an index on. */
    public JsonNode events(int after) throws IOException {
        return guest.ask("events", Map.of("after", after), 0).get("events");
    }

    private String make(String kind, int adapter, String name, Map<String, ?> options) throws IOException {
        var arguments = new HashMap<String, Object>(options);
        arguments.put("adapter", adapter);
        arguments.put("name", name);
        return guest.ask(kind, arguments, 0).get("address").asText();
    }
}
