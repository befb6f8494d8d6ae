package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a WAV file of 24 bits a sample, bit by bit. One thread at a time; allocates nothing for samples. */
final class WavWriter implements AutoCloseable {

    /** A WAV file's length is kept in 32 bits. */
    static final long MAX_BYTES = 3_900_000_000L;
    static final int SAMPLE_BYTES = 3;

    private static final int HEADER_BYTES = 44;
    private static final int BUFFER_BYTES = 3 << 16;
    private static final int FULL_SCALE = 1 << 23;

    private final Path path;
    private final FileChannel file;
    private final int channels;
    private final int rateHz;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] bytes = new byte[BUFFER_BYTES];

    private int pending;
    private long frames;

    WavWriter(Path path, int channels, int rateHz) throws RecordingException {
        this.path = path;
        this.channels = channels;
        this.rateHz = rateHz;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            writeHeader();
            file.position(HEADER_BYTES);
        } catch (IOException e) {
            throw new RecordingException(path, e);
        }
    }

    /** Appends frames; what is beyond full scale is clipped, as a DAC does. */
    void write(float[][] rows, int frame, int frames) throws RecordingException {
        int frameBytes = channels * SAMPLE_BYTES;
        int done = 0;
        while (done < frames) {
            int count = Math.min(frames - done, (BUFFER_BYTES - pending) / frameBytes);
            for (int channel = 0; channel < channels; channel++) {
                convert(rows[channel], frame + done, count, pending + channel * SAMPLE_BYTES, frameBytes);
            }
            pending += count * frameBytes;
            done += count;
            if (pending + frameBytes > BUFFER_BYTES) {
                flush();
            }
        }
        this.frames += frames;
    }

    private void convert(float[] in, int from, int count, int to, int step) {
        int at = to;
        for (int n = from; n < from + count; n++) {
            float scaled = in[n] * FULL_SCALE;
            // Rounds without Math.round, which the compiler does not vectorise; NaN becomes 0.
            int sample = (int) Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, scaled + (scaled < 0 ? -0.5f : 0.5f)));
            bytes[at] = (byte) sample;
            bytes[at + 1] = (byte) (sample >> 8);
            bytes[at + 2] = (byte) (sample >> 16);
            at += step;
        }
    }

    private void flush() throws RecordingException {
        buffer.clear();
        buffer.put(bytes, 0, pending).flip();
        pending = 0;
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        } catch (IOException e) {
            throw new RecordingException(path, e);
        }
    }

    Path path() {
        return path;
    }

    long frames() {
        return frames;
    }

    /** Makes the file this long, by silence at its end or by leaving frames out. */
    void fit(long wanted) throws RecordingException {
        float[][] silence = new float[channels][1 << 12];
        while (frames < wanted) {
            write(silence, 0, (int) Math.min(wanted - frames, silence[0].length));
        }
        if (frames > wanted) {
            flush();
            frames = wanted;
            try {
                file.truncate(HEADER_BYTES + frames * channels * SAMPLE_BYTES);
            } catch (IOException e) {
                throw new RecordingException(path, e);
            }
        }
    }

    @Override
    public void close() throws RecordingException {
        try (file) {
            flush();
            if ((frames * channels & 1) != 0) {
                file.write(ByteBuffer.allocate(1)); // RIFF chunks have an even length
            }
            file.position(0);
            writeHeader();
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new RecordingException(path, e);
        }
    }

    private void writeHeader() throws IOException {
        int frameBytes = channels * SAMPLE_BYTES;
        int dataBytes = (int) (frames * frameBytes);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER_BYTES - 8 + dataBytes + (dataBytes & 1));
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
        header.putShort((short) channels).putInt(rateHz).putInt(rateHz * frameBytes).putShort((short) frameBytes);
        header.putShort((short) (8 * SAMPLE_BYTES)).put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
        header.flip();
        while (header.hasRemaining()) {
            file.write(header);
        }
    }
}
