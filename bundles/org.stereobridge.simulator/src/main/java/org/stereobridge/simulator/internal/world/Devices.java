package org.stereobridge.simulator.internal.world;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.radio.Link;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.scenario.EchoCodec;
import org.stereobridge.simulator.internal.scenario.Scenario;

/** What the simulated devices say of themselves, and the streams that are agreed on with them. */
final class Devices {

    private static final int BOTH_RATES = 0x30;
    private static final int ALL_MODES = 0x0F;
    private static final int TWO_CHANNEL_MODES = 0x07;
    private static final byte ALL_SHAPES = (byte) 0xFF;
    private static final byte MIN_BITPOOL = 2;
    private static final byte MAX_BITPOOL = 53;

    private Devices() {
    }

    /** Of the range that RFC 7042 keeps for documentation, the Echo's with 0, speakers' from 1 on. */
    static String address(int number) {
        return String.format("00:00:5E:00:53:%02X", number);
    }

    static StreamConfig echoStream(CodecProvider bridge, String codec, int rateHz) throws RefusedException {
        return echoStream(bridge, EchoCodec.parse(codec).config(rateHz).octets());
    }

    static StreamConfig echoStream(CodecProvider bridge, byte[] octets) throws RefusedException {
        return bridge.parse(octets).orElseThrow(() -> new RefusedException(RefusedException.CONTENT,
                "a stream that " + bridge.name() + " does not take", "Echo", "give another codec or music"));
    }

    static StreamConfig speakerStream(CodecProvider bridge, Scenario.Speaker speaker, int rateHz)
            throws RefusedException {
        int modes = speaker.refusesMono() ? TWO_CHANNEL_MODES : ALL_MODES;
        byte[] capabilities = {(byte) (BOTH_RATES | modes), ALL_SHAPES, MIN_BITPOOL, MAX_BITPOOL};
        return bridge.choose(capabilities, StreamUse.SPEAKER, rateHz)
                .orElseThrow(() -> new RefusedException(RefusedException.CONTENT,
                        bridge.name() + " has nothing in common with a speaker", speaker.name(), "change its codec"));
    }

    static int codecFrameLength(StreamConfig config) {
        return SbcConfig.parse(config.octets()).orElseThrow().frameLength();
    }

    static Dictionary<String, Object> echoProperties(OptionalInt radio) {
        return properties(0, "Echo", radio);
    }

    /** @param reportedDelayMs what it says of its latency now */
    static Dictionary<String, Object> speakerProperties(int number, Scenario.Speaker speaker,
            OptionalDouble reportedDelayMs) {
        Dictionary<String, Object> properties = properties(number, speaker.name(), speaker.radio());
        properties.put(Link.ROW, speaker.channel().toString());
        if (reportedDelayMs.isPresent()) {
            // In AVDTP's 0.1 ms, as it comes over the air.
            properties.put(Link.LATENCY_NS, Math.round(reportedDelayMs.getAsDouble() * 10) * 100_000);
        }
        return properties;
    }

    private static Dictionary<String, Object> properties(int number, String name, OptionalInt radio) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Link.ID, address(number));
        properties.put(Link.NAME, name);
        properties.put(Link.ADAPTER, radio.isPresent() ? "radio" + radio.getAsInt() : "simulator" + number);
        return properties;
    }
}
