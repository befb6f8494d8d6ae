package org.stereobridge.simulator.internal.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.music.PcmLayout;
import org.stereobridge.simulator.internal.music.WavHeader;

/** A recording, read at any place and never as a whole. One thread. */
final class WavFile implements AutoCloseable {

    private final FileChannel channel;
    private final PcmLayout layout;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    WavFile(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            layout = WavHeader.read(in, path.toString(), Files.size(path));
        } catch (RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    int channels() {
        return layout.channels();
    }

    long frames() {
        return layout.frames();
    }

    /**
     * Reads frames from {@code position} on; what lies outside of {@code from} to {@code to} is silence.
     *
     * @param out channels by samples, filled from index 0
     */
    void read(long position, int frames, float[][] out, long from, long to) throws IOException {
        int before = (int) Math.max(0, Math.min(frames, from - position));
        int after = (int) Math.max(before, Math.min(frames, Math.min(to, layout.frames()) - position));
        for (int row = 0; row < layout.channels(); row++) {
            Arrays.fill(out[row], 0, before, 0);
            Arrays.fill(out[row], after, frames, 0);
        }
        int wanted = (after - before) * layout.frameBytes();
        if (bytes.capacity() < wanted) {
            bytes = ByteBuffer.allocate(wanted);
        }
        bytes.clear().limit(wanted);
        long at = layout.startBytes() + (position + before) * layout.frameBytes();
        while (bytes.hasRemaining()) {
            int got = channel.read(bytes, at + bytes.position());
            if (got < 0) {
                throw new IOException("a recording ends before its header says so");
            }
        }
        layout.toSamples(bytes.array(), after - before, out, before);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
