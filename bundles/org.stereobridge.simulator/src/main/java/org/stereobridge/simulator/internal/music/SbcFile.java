package org.stereobridge.simulator.internal.music;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameHeader;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.SbcMusic;

/** A file of bare SBC frames, as sbcenc and ffmpeg write it. */
final class SbcFile implements SbcMusic {

    static final byte SYNC = (byte) SbcFrameHeader.SYNC_WORD;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FIELD_BYTES = 3;
    /** 16 blocks and 8 subbands of a dual-channel stream with the greatest bitpool. */
    private static final int LONGEST_FRAME = 2048;

    private final Path path;
    private final SbcFrameHeader header = new SbcFrameHeader();
    private final byte[] frameBytes = new byte[LONGEST_FRAME];
    private final SbcConfig config;
    private long codecFrames;
    private InputStream in;

    SbcFile(Path path) throws IOException, RefusedException {
        this.path = path;
        config = scan();
        in = open();
    }

    /** Reads all frames, so that nothing that is wrong comes up while it plays. */
    private SbcConfig scan() throws IOException, RefusedException {
        String where = path.toString();
        SbcConfig found = null;
        try (InputStream all = open()) {
            while (true) {
                int length = next(all, frameBytes, 0);
                if (length < 0) {
                    break;
                }
                if (length == 0) {
                    throw Refusals.truncated(where, "its SBC frame " + codecFrames + " is cut");
                }
                if (!header.parse(frameBytes, 0, length)) {
                    throw Refusals.content("damaged SBC", where,
                            "frame " + codecFrames + " is not good; encode it again: sbcenc -j -b 53 in.au > out.sbc");
                }
                found = joined(found, where);
                codecFrames++;
            }
        }
        Refusals.checkForm(where, found.channels(), found.rateHz());
        return found;
    }

    private SbcConfig joined(SbcConfig before, String where) throws RefusedException {
        int min = before == null ? header.bitpool() : Math.min(before.minBitpool(), header.bitpool());
        int max = before == null ? header.bitpool() : Math.max(before.maxBitpool(), header.bitpool());
        SbcConfig joined = new SbcConfig(header.rateHz(), header.mode(), header.blocks(), header.subbands(),
                header.allocation(), min, max);
        if (before != null && SbcFrameHeader.shape(before) != SbcFrameHeader.shape(joined)) {
            throw Refusals.content("SBC of several kinds in one file", where,
                    "frame " + codecFrames + " differs from those before; give one kind a file");
        }
        return joined;
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    }

    /** Reads one frame: its length; 0 where it is cut or none, -1 at the end. */
    private int next(InputStream from, byte[] out, int offset) throws IOException {
        int got = from.readNBytes(out, offset, FIELD_BYTES);
        if (got == 0) {
            return -1;
        }
        if (got < FIELD_BYTES || !header.readFields(out, offset, FIELD_BYTES)) {
            return got < FIELD_BYTES ? 0 : got;
        }
        int rest = header.frameBytes() - FIELD_BYTES;
        return from.readNBytes(out, offset + FIELD_BYTES, rest) < rest ? 0 : header.frameBytes();
    }

    @Override
    public int rateHz() {
        return config.rateHz();
    }

    @Override
    public long frames() {
        return codecFrames * codecFrameLength();
    }

    @Override
    public String title() {
        return path.getFileName().toString();
    }

    @Override
    public byte[] configOctets() {
        return config.octets();
    }

    @Override
    public int codecFrameLength() {
        return config.frameLength();
    }

    @Override
    public int readCodecFrame(byte[] out, int offset) throws IOException {
        int length = next(in, out, offset);
        if (length == 0) {
            throw new IOException("truncated SBC: " + path);
        }
        return length;
    }

    @Override
    public boolean rewind() throws IOException {
        in.close();
        in = open();
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
