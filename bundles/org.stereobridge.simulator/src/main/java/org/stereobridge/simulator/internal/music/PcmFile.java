package org.stereobridge.simulator.internal.music;

import java.io.IOException;
import java.io.InputStream;
import org.stereobridge.simulator.internal.PcmMusic;
import org.stereobridge.simulator.internal.RefusedException;

/** Music whose samples lie plainly in a stream: WAV, AIFF. */
final class PcmFile implements PcmMusic {

    private static final int BLOCK = 4096;

    /** Opens the stream anew, at its first byte. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** Reads on to the first sample. */
    interface Header {
        PcmLayout read(InputStream in) throws IOException, RefusedException;
    }

    private final String title;
    private final String where;
    private final Source source;
    private final Header header;
    private final boolean isRewindable;
    private final PcmLayout layout;
    private final byte[] bytes;
    private InputStream in;
    private long framesLeft;

    PcmFile(String title, String where, Source source, Header header, boolean isRewindable)
            throws IOException, RefusedException {
        this.title = title;
        this.where = where;
        this.source = source;
        this.header = header;
        this.isRewindable = isRewindable;
        in = source.open();
        layout = checkedHeader();
        framesLeft = layout.frames();
        bytes = new byte[BLOCK * layout.frameBytes()];
    }

    private PcmLayout checkedHeader() throws IOException, RefusedException {
        try {
            PcmLayout read = header.read(in);
            Refusals.checkForm(where, read.channels(), read.rateHz());
            if (read.frames() == 0) {
                throw Refusals.content("music without samples", where, "give a file that has some");
            }
            return read;
        } catch (IOException | RefusedException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public int rateHz() {
        return layout.rateHz();
    }

    @Override
    public long frames() {
        return layout.frames();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int read(float[][] out, int frame, int frames) throws IOException {
        int done = 0;
        while (done < frames) {
            int wanted = Math.min(BLOCK, frames - done);
            if (layout.frames() >= 0) {
                wanted = (int) Math.min(wanted, framesLeft);
            }
            int got = in.readNBytes(bytes, 0, wanted * layout.frameBytes()) / layout.frameBytes();
            layout.toSamples(bytes, got, out, frame + done);
            done += got;
            framesLeft -= got;
            if (got < BLOCK && done < frames) {
                break;
            }
        }
        return done == 0 && frames > 0 ? -1 : done;
    }

    @Override
    public boolean rewind() throws IOException {
        if (!isRewindable) {
            return false;
        }
        in.close();
        in = source.open();
        try {
            header.read(in);
        } catch (RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
        framesLeft = layout.frames();
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
