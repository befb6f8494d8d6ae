package org.stereobridge.simulator.internal.music;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.stereobridge.simulator.internal.RefusedException;

/** Reads what precedes the samples of a RIFF WAVE file, or of an RF64 one, which may be longer than 4 GB. */
public final class WavHeader {

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int FMT_BYTES = 16;
    private static final int FMT_EXTENSIBLE_BYTES = 26;
    private static final int LONGEST_FMT = 4096;
    private static final long UNKNOWN = 0xFFFF_FFFFL;
    /** Programs that write to a pipe leave a size at or just below what 32 signed bits hold. */
    private static final long PIPE = 0x7FFF_0000L;

    private WavHeader() {
    }

    /**
     * Reads on to the first sample.
     *
     * @param in at the file's first byte
     * @param lengthBytes of the file, -1 where it is a pipe
     */
    public static PcmLayout read(InputStream in, String where, long lengthBytes) throws IOException, RefusedException {
        try {
            return read(new HeaderReader(in), where, lengthBytes);
        } catch (EOFException ends) {
            throw Refusals.truncated(where, "it ends within its header");
        }
    }

    private static PcmLayout read(HeaderReader header, String where, long lengthBytes)
            throws IOException, RefusedException {
        header.skip(12);
        byte[] format = null;
        long longDataBytes = -1;
        while (true) {
            String tag = header.tag();
            long length = HeaderReader.little(header.bytes(4), 0, 4);
            if (tag.equals("data")) {
                if (format == null) {
                    throw Refusals.content("WAV without a format", where, Refusals.CONVERT);
                }
                long dataBytes = length == UNKNOWN ? longDataBytes : length;
                return layout(format, where, dataBytes, lengthBytes, header.position());
            }
            long padded = length + (length & 1);
            if (tag.equals("fmt ") && length >= FMT_BYTES && length <= LONGEST_FMT) {
                format = header.bytes((int) padded);
            } else if (tag.equals("ds64") && length >= 16 && length <= LONGEST_FMT) {
                longDataBytes = HeaderReader.little(header.bytes((int) padded), 8, 8);
            } else {
                header.skip(padded);
            }
        }
    }

    private static PcmLayout layout(byte[] format, String where, long dataBytes, long lengthBytes, long start)
            throws RefusedException {
        int code = (int) HeaderReader.little(format, 0, 2);
        if (code == EXTENSIBLE && format.length >= FMT_EXTENSIBLE_BYTES) {
            code = (int) HeaderReader.little(format, 24, 2);
        }
        int channels = (int) HeaderReader.little(format, 2, 2);
        long rateHz = HeaderReader.little(format, 4, 4);
        int bits = (int) HeaderReader.little(format, 14, 2);
        if (code != PCM && code != FLOAT) {
            throw Refusals.content("compressed WAV (format " + code + ")", where, Refusals.CONVERT);
        }
        PcmLayout.checkBits(where, bits, code == FLOAT);
        int frameBytes = Math.max(1, channels) * bits / 8;
        boolean isPipe = lengthBytes < 0;
        boolean isSizeKnown = dataBytes > 0 && !(isPipe && dataBytes >= PIPE);
        if (!isPipe && dataBytes > 0 && start + dataBytes > lengthBytes) {
            throw Refusals.truncated(where,
                    "it has " + (lengthBytes - start) + " of " + dataBytes + " bytes of samples");
        }
        long frames = isSizeKnown ? dataBytes / frameBytes : isPipe ? -1 : (lengthBytes - start) / frameBytes;
        return new PcmLayout(channels, (int) rateHz, bits, code == FLOAT, false, frames, start);
    }
}
