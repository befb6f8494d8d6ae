package org.stereobridge.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** An Echo: an A2DP source, whose player can be commanded. */
public final class EchoDevice extends Device {

    EchoDevice(Guest world, String name, String address) {
        super(world, name, address);
    }

    /**
     * Begins to play a file of SBC in the world's share, and returns the number of packets that it will send.
     *
     * @param seconds the file is repeated or cut to
     * @param jitterMs how late a packet may leave, evenly distributed
     */
    public int play(String file, double seconds, double jitterMs) throws IOException {
        return ask("play", Map.of("file", file, "seconds", seconds, "jitterMs", jitterMs)).get("packets").intValue();
    }

    /** Begins to play, as {@code play} has it, with other options: framesPerPacket. */
    public int play(String file, Map<String, ?> options) throws IOException {
        var arguments = new HashMap<String, Object>(options);
        arguments.put("file", file);
        return ask("play", arguments).get("packets").intValue();
    }

    /** Suspends the stream. */
    public void pause() throws IOException {
        ask("pause", Map.of());
    }

    /** What AVRCP shows: "playing", "paused" or "stopped", whatever it does. */
    public void show(String state) throws IOException {
        ask("show", Map.of("state", state));
    }

    public void setTrack(String title, String artist) throws IOException {
        ask("track", Map.of("title", title, "artist", artist));
    }

    /** @param value 0 to 127 */
    public void setVolume(int value) throws IOException {
        ask("volume", Map.of("value", value));
    }

    /** The properties of the Echo's MediaTransport1: State, Volume, and Delay in 0.1 ms. */
    public JsonNode transport() throws IOException {
        return ask("transport", Map.of());
    }

    /** What it has sent so far. */
    public Recording sent() throws IOException {
        return read(ask("recording", Map.of()));
    }
}
