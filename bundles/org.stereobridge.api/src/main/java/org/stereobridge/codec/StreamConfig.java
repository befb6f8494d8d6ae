package org.stereobridge.codec;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The configuration of a stream, as both its ends agreed on.
 *
 * @param codec the codec
 * @param octets the codec's own configuration octets, as A2DP lays them out (4 for SBC)
 * @param rateHz sampling rate
 * @param channels channels coded, 1 or 2
 * @param label for people, such as {@code SBC mono 53, 44.1 kHz}
 */
public record StreamConfig(CodecId codec, byte[] octets, int rateHz, int channels, String label) {

    public StreamConfig {
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(label, "label");
        octets = octets.clone();
        if (rateHz < 8_000 || rateHz > 192_000) {
            throw new IllegalArgumentException("rateHz=" + rateHz);
        }
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels=" + channels);
        }
    }

    @Override
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamConfig that && codec.equals(that.codec) && Arrays.equals(octets, that.octets)
                && rateHz == that.rateHz && channels == that.channels;
    }

    @Override
    public int hashCode() {
        return Objects.hash(codec, Arrays.hashCode(octets), rateHz, channels);
    }

    @Override
    public String toString() {
        return label + " [" + HexFormat.of().formatHex(octets) + "]";
    }
}
