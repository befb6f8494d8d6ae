package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stereobridge.simulator.internal.PcmMusic;

/** Music of a ramp in either channel, a recording read back, and the place of {@link CountingCodec}'s sine in it. */
final class Tones {

    private static final int HEADER_BYTES = 44;
    private static final double FULL_SCALE = 1 << 23;

    private Tones() {
    }

    /** Sample n is n / 2^16 modulo 1, and its negative in the right channel. */
    static float ramp(long frame) {
        return (frame & 0xFFFF) / 65_536f;
    }

    static PcmMusic music(int rateHz, long frames) {
        return new Ramp(rateHz, frames);
    }

    static double[] read(Path wav, int channels, int channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        double[] out = new double[bytes.getInt(40) / 3 / channels];
        for (int n = 0; n < out.length; n++) {
            int at = HEADER_BYTES + 3 * (n * channels + channel);
            out[n] = ((bytes.get(at) & 0xFF) | (bytes.get(at + 1) & 0xFF) << 8 | bytes.get(at + 2) << 16) / FULL_SCALE;
        }
        return out;
    }

    /**
     * By how much the sine in this part of a recording is behind the source's, in ns modulo its period.
     *
     * @param sourcePpm how fast the clock runs by which the source counted its frames
     */
    static double delayNs(double[] recording, int rateHz, double sourcePpm, double fromSeconds, double seconds) {
        double radians = 2 * Math.PI * CountingCodec.SINE_HZ * (1 + sourcePpm * 1e-6) / rateHz;
        int first = (int) (fromSeconds * rateHz);
        double inPhase = 0;
        double quadrature = 0;
        int length = (int) (seconds * rateHz);
        for (int n = first; n < first + length; n++) {
            double window = 1 - Math.cos(2 * Math.PI * (n - first + 0.5) / length);
            inPhase += window * recording[n] * Math.sin(radians * n);
            quadrature += window * recording[n] * Math.cos(radians * n);
        }
        double periodNs = 1e9 / (CountingCodec.SINE_HZ * (1 + sourcePpm * 1e-6));
        double delay = -Math.atan2(quadrature, inPhase) / (2 * Math.PI) * periodNs;
        return delay < 0 ? delay + periodNs : delay;
    }

    private static final class Ramp implements PcmMusic {

        private final int rateHz;
        private final long frames;
        private long position;

        Ramp(int rateHz, long frames) {
            this.rateHz = rateHz;
            this.frames = frames;
        }

        @Override
        public int rateHz() {
            return rateHz;
        }

        @Override
        public long frames() {
            return frames;
        }

        @Override
        public String title() {
            return "ramp";
        }

        @Override
        public boolean rewind() {
            position = 0;
            return true;
        }

        @Override
        public int read(float[][] out, int frame, int wanted) {
            int count = (int) Math.min(wanted, frames - position);
            for (int n = 0; n < count; n++) {
                out[0][frame + n] = ramp(position + n);
                out[1][frame + n] = -out[0][frame + n];
            }
            position += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
