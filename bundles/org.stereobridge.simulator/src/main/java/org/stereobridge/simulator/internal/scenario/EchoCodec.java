package org.stereobridge.simulator.internal.scenario;

import java.util.Arrays;
import java.util.List;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.a2dp.SbcNegotiation;

/**
 * How the Echo codes, as a scenario writes it: {@code sbc:joint:53}.
 *
 * @param mode a mode of two channels
 * @param bitpool 2 to what the bridge's endpoint offers
 */
public record EchoCodec(ChannelMode mode, int bitpool) {

    /** What is allowed, for people. */
    public static final String ALLOWED = "sbc:joint:53, with joint, stereo or dual and a bitpool of 2-"
            + SbcNegotiation.MAX_BITPOOL;

    private static final List<ChannelMode> MODES =
            List.of(ChannelMode.JOINT_STEREO, ChannelMode.STEREO, ChannelMode.DUAL_CHANNEL);

    public EchoCodec {
        if (!MODES.contains(mode) || bitpool < SbcConfig.LEAST_BITPOOL || bitpool > SbcNegotiation.MAX_BITPOOL) {
            throw new IllegalArgumentException("mode=" + mode + " bitpool=" + bitpool);
        }
    }

    /** @throws IllegalArgumentException where it is not of this form */
    public static EchoCodec parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 3 && parts[0].equals("sbc") && parts[2].matches("\\d{1,3}")) {
            return MODES.stream().filter(mode -> mode.label().equals(parts[1])).findFirst()
                    .map(mode -> new EchoCodec(mode, Integer.parseInt(parts[2])))
                    .orElseThrow(() -> new IllegalArgumentException("no mode in " + Arrays.toString(parts)));
        }
        throw new IllegalArgumentException("no codec: " + text);
    }

    /** 16 blocks, 8 subbands, Loudness: what phones and Echos choose. */
    public SbcConfig config(int rateHz) {
        return new SbcConfig(rateHz, mode, 16, 8, Allocation.LOUDNESS, SbcConfig.LEAST_BITPOOL, bitpool);
    }
}
