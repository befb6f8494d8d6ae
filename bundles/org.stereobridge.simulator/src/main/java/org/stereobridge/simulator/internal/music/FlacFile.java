package org.stereobridge.simulator.internal.music;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jflac.FLACDecoder;
import org.jflac.FrameListener;
import org.jflac.frame.Frame;
import org.jflac.metadata.Metadata;
import org.jflac.metadata.StreamInfo;
import org.stereobridge.simulator.internal.PcmMusic;
import org.stereobridge.simulator.internal.RefusedException;

/** A FLAC file, decoded by jFLAC as it is read. */
final class FlacFile implements PcmMusic {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private InputStream in;
    private FLACDecoder decoder;
    private StreamInfo info;
    private int blockFrames;
    private int blockAt;
    private long framesDecoded;
    private String fault;

    FlacFile(Path path) throws IOException, RefusedException {
        this.path = path;
        String where = path.toString();
        try {
            start();
        } catch (EOFException e) {
            throw Refusals.truncated(where, "it ends within its header");
        }
        try {
            Refusals.checkForm(where, info.getChannels(), info.getSampleRate());
            if (info.getBitsPerSample() < 16) {
                throw Refusals.content(info.getBitsPerSample() + "-bit music", where,
                        "give 16 or 24 bits; " + Refusals.CONVERT);
            }
            checkEnd(where);
        } catch (IOException | RefusedException e) {
            close();
            throw e;
        }
    }

    private void start() throws IOException {
        in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        decoder = new FLACDecoder(in);
        // What jFLAC finds wrong it tells only so, and goes on with silence.
        decoder.addFrameListener(new FrameListener() {
            @Override
            public void processMetadata(Metadata metadata) {
                // Of no interest: the stream's own is read below.
            }

            @Override
            public void processFrame(Frame frame) {
                // Frames are taken one by one.
            }

            @Override
            public void processError(String message) {
                fault = message;
            }
        });
        info = decoder.readStreamInfo();
        decoder.readMetadata(info);
        blockFrames = 0;
        blockAt = 0;
        framesDecoded = 0;
        fault = null;
    }

    private void checkEnd(String where) throws IOException, RefusedException {
        if (info.getTotalSamples() > 0) {
            try (var file = new RandomAccessFile(path.toFile(), "r")) {
                if (!FlacEnd.isWhole(file, info.getTotalSamples(), info.getMaxBlockSize())) {
                    throw Refusals.truncated(where, "its last block is missing");
                }
            }
        }
    }

    @Override
    public int rateHz() {
        return info.getSampleRate();
    }

    @Override
    public long frames() {
        return info.getTotalSamples() > 0 ? info.getTotalSamples() : -1;
    }

    @Override
    public String title() {
        return path.getFileName().toString();
    }

    @Override
    public int read(float[][] out, int frame, int frames) throws IOException {
        int done = 0;
        float scale = (float) Math.scalb(1.0, 1 - info.getBitsPerSample());
        while (done < frames && (blockAt < blockFrames || nextBlock())) {
            int length = Math.min(frames - done, blockFrames - blockAt);
            for (int channel = 0; channel < 2; channel++) {
                int[] samples = decoder.getChannelData()[channel].getOutput();
                for (int n = 0; n < length; n++) {
                    out[channel][frame + done + n] = samples[blockAt + n] * scale;
                }
            }
            blockAt += length;
            done += length;
        }
        return done == 0 && frames > 0 ? -1 : done;
    }

    private boolean nextBlock() throws IOException {
        // Behind the last block there may be tags, in which jFLAC would look for another.
        boolean isAll = frames() >= 0 && framesDecoded >= frames();
        Frame block = isAll ? null : decoder.readNextFrame();
        if (fault != null) {
            throw new IOException("damaged FLAC: " + path + ": " + fault);
        }
        blockFrames = block == null ? 0 : block.header.blockSize;
        blockAt = 0;
        framesDecoded += blockFrames;
        return blockFrames > 0;
    }

    @Override
    public boolean rewind() throws IOException {
        close();
        start();
        return true;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing was written: there is nothing to lose.
            return;
        }
    }
}
