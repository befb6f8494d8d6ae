package org.stereobridge.codec.aac.internal;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/**
 * A configuration of AAC LC (A2DP 1.4.1, 4.5): object type; sampling rates in twelve bits and channels in two; a bit
 * for a variable bit rate and 23 bits of the greatest one.
 *
 * @param objectType the bit of MPEG-2 or of MPEG-4 AAC LC, which are the same here
 * @param rateHz 44.1 or 48 kHz
 * @param channels 1 or 2
 * @param isVariable whether the bit rate may change from frame to frame
 * @param bitRate the greatest, 0 where it is not told
 */
record AacConfig(int objectType, int rateHz, int channels, boolean isVariable, int bitRate) {

    static final CodecId ID = new CodecId(0x02, 0, 0);
    /** For one channel, or two equal ones. */
    static final int SPEAKER_BIT_RATE = 160_000;
    static final int PROGRAMME_BIT_RATE = 320_000;

    private static final int OCTETS = 6;
    private static final int MPEG_2 = 0x80;
    private static final int MPEG_4 = 0x40;
    private static final int RATE_44100 = 0x01_00;
    private static final int RATE_48000 = 0x00_80;
    private static final int RATES = 0xFF_F0;
    private static final int MONO = 0x08;
    private static final int STEREO = 0x04;
    private static final int CHANNELS = MONO | STEREO;
    private static final int VARIABLE = 0x80;
    private static final int MOST_BIT_RATE = 0x7F_FFFF;
    private static final int LEAST_BIT_RATE = 64_000;

    static byte[] capabilities() {
        return octets(MPEG_2 | MPEG_4, RATE_44100 | RATE_48000, CHANNELS, true, PROGRAMME_BIT_RATE);
    }

    /** @param rateHz 0 for any, 44.1 kHz before 48 */
    static Optional<AacConfig> choose(byte[] peer, StreamUse use, int rateHz) {
        if (peer.length != OCTETS) {
            return Optional.empty();
        }
        int type = (peer[0] & MPEG_2) != 0 ? MPEG_2 : peer[0] & MPEG_4;
        int rates = rates(peer);
        int rate = 0;
        if ((rates & RATE_44100) != 0 && (rateHz == 0 || rateHz == 44_100)) {
            rate = 44_100;
        } else if ((rates & RATE_48000) != 0 && (rateHz == 0 || rateHz == 48_000)) {
            rate = 48_000;
        }
        int wanted = use == StreamUse.SPEAKER ? MONO : STEREO;
        int channels = (peer[2] & wanted) != 0 ? wanted : peer[2] & CHANNELS;
        int ours = use == StreamUse.SPEAKER ? SPEAKER_BIT_RATE : PROGRAMME_BIT_RATE;
        int bitRate = bitRate(peer) == 0 ? ours : Math.min(ours, bitRate(peer));
        return type == 0 || rate == 0 || channels == 0 || bitRate < LEAST_BIT_RATE ? Optional.empty()
                : Optional.of(new AacConfig(type, rate, channels == MONO ? 1 : 2, false, bitRate));
    }

    static Optional<AacConfig> parse(byte[] octets) {
        if (octets.length != OCTETS || Integer.bitCount(octets[2] & CHANNELS) != 1
                || (octets[0] & 0xFF) != MPEG_2 && (octets[0] & 0xFF) != MPEG_4
                || rates(octets) != RATE_44100 && rates(octets) != RATE_48000) {
            return Optional.empty();
        }
        return Optional.of(new AacConfig(octets[0] & 0xFF, rates(octets) == RATE_44100 ? 44_100 : 48_000,
                (octets[2] & CHANNELS) == MONO ? 1 : 2, (octets[3] & VARIABLE) != 0, bitRate(octets)));
    }

    private static int rates(byte[] octets) {
        return ((octets[1] & 0xFF) << 8 | octets[2] & 0xFF) & RATES;
    }

    private static int bitRate(byte[] octets) {
        return ((octets[3] & 0xFF) << 16 | (octets[4] & 0xFF) << 8 | octets[5] & 0xFF) & MOST_BIT_RATE;
    }

    byte[] octets() {
        return octets(objectType, rateHz == 44_100 ? RATE_44100 : RATE_48000, channels == 1 ? MONO : STEREO, isVariable,
                bitRate);
    }

    private static byte[] octets(int types, int rates, int channels, boolean isVariable, int bitRate) {
        return new byte[] {(byte) types, (byte) (rates >> 8), (byte) (rates | channels),
            (byte) (bitRate >> 16 | (isVariable ? VARIABLE : 0)), (byte) (bitRate >> 8), (byte) bitRate};
    }

    StreamConfig streamConfig() {
        return new StreamConfig(ID, octets(), rateHz, channels, "AAC " + (channels == 1 ? "mono " : "stereo ")
                + bitRate / 1_000 + (rateHz == 44_100 ? ", 44.1 kHz" : ", 48 kHz"));
    }
}
