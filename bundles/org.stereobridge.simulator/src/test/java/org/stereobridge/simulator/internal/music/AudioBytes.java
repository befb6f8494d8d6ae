package org.stereobridge.simulator.internal.music;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Audio files as bytes, field by field. */
final class AudioBytes {

    static final int PCM = 1;
    static final int FLOAT = 3;

    private AudioBytes() {
    }

    /** A WAV whose header tells of as many bytes of samples as there are. */
    static byte[] wav(int code, int channels, int rateHz, int bits, byte... samples) {
        return wav(code, channels, rateHz, bits, samples.length, samples);
    }

    static byte[] wav(int code, int channels, int rateHz, int bits, int dataBytes, byte... samples) {
        int frameBytes = channels * bits / 8;
        ByteBuffer out = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(36 + dataBytes).put(ascii("WAVEfmt ")).putInt(16);
        out.putShort((short) code).putShort((short) channels).putInt(rateHz).putInt(rateHz * frameBytes);
        out.putShort((short) frameBytes).putShort((short) bits).put(ascii("data")).putInt(dataBytes);
        return out.put(samples).array();
    }

    /** AIFF, or AIFF-C where a coding is named. */
    static byte[] aiff(String coding, int bits, int frames, byte... samples) {
        int commonBytes = coding == null ? 18 : 24;
        ByteBuffer out = ByteBuffer.allocate(12 + 8 + commonBytes + 16 + samples.length);
        out.put(ascii("FORM")).putInt(out.capacity() - 8).put(ascii(coding == null ? "AIFF" : "AIFC"));
        out.put(ascii("COMM")).putInt(commonBytes).putShort((short) 2).putInt(frames).putShort((short) bits);
        // 48,000 as an extended number: 1.46484375 times 2 to the 15.
        out.putShort((short) (16383 + 15)).putLong(48_000L << 48);
        if (coding != null) {
            out.put(ascii(coding)).putShort((short) 0);
        }
        out.put(ascii("SSND")).putInt(8 + samples.length).putInt(0).putInt(0);
        return out.put(samples).array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
