package org.stereobridge.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;

/** A speaker: an A2DP sink that records what arrives. */
public final class SpeakerDevice extends Device {

    SpeakerDevice(Guest world, String name, String address) {
        super(world, name, address);
    }

    /** Refuses the next configurations of its endpoint. */
    public void refuse(int times) throws IOException {
        ask("refuse", Map.of("times", times));
    }

    /** @param button Play, Pause, Stop, Next or Previous */
    public void press(String peer, String button) throws IOException {
        ask("press", Map.of("address", peer, "button", button));
    }

    /** Reports another latency. */
    public void setDelayMs(double ms) throws IOException {
        ask("delay", Map.of("ms", ms));
    }

    /** @param value 0 to 127 */
    public void setVolume(int value) throws IOException {
        ask("volume", Map.of("value", value));
    }

    /** The properties of the speaker's MediaTransport1. */
    public JsonNode transport() throws IOException {
        return ask("transport", Map.of());
    }

    /** What AVRCP shows it of another's player: Title, Artist and Status are in there. */
    public JsonNode track(String peer) throws IOException {
        return ask("track", Map.of("address", peer));
    }

    /** Waits until that many packets have arrived since the beginning. */
    public void awaitPackets(int packets, long timeoutMs) throws IOException {
        ask("awaitPackets", Map.of("packets", packets, "timeoutMs", timeoutMs), timeoutMs);
    }

    /** What has arrived so far. */
    public Recording received() throws IOException {
        return read(ask("recording", Map.of()));
    }
}
