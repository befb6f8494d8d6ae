package org.stereobridge.simulator.internal.music;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.stereobridge.simulator.internal.RefusedException;

/** Reads what precedes the samples of an AIFF or AIFF-C file. */
final class AiffHeader {

    private static final int COMM_BYTES = 18;
    private static final int COMM_AIFC_BYTES = 22;
    private static final int LONGEST_COMM = 4096;
    private static final int EXPONENT_BIAS = 16383;
    private static final int MANTISSA_BITS = 63;

    private AiffHeader() {
    }

    /**
     * Reads on to the first sample.
     *
     * @param in at the file's first byte
     */
    static PcmLayout read(InputStream in, String where, long lengthBytes) throws IOException, RefusedException {
        try {
            return read(new HeaderReader(in), where, lengthBytes);
        } catch (EOFException ends) {
            throw Refusals.truncated(where, "it ends within its header");
        }
    }

    private static PcmLayout read(HeaderReader header, String where, long lengthBytes)
            throws IOException, RefusedException {
        header.skip(8);
        boolean isCompressible = header.tag().equals("AIFC");
        byte[] common = null;
        while (true) {
            String tag = header.tag();
            long length = HeaderReader.big(header.bytes(4), 0, 4);
            if (tag.equals("SSND")) {
                long offset = HeaderReader.big(header.bytes(8), 0, 4);
                header.skip(offset);
                if (common == null) {
                    throw Refusals.content("AIFF without a format", where, Refusals.CONVERT);
                }
                return layout(common, isCompressible, where, lengthBytes, header.position());
            }
            long padded = length + (length & 1);
            if (tag.equals("COMM") && length >= COMM_BYTES && length <= LONGEST_COMM) {
                common = header.bytes((int) padded);
            } else {
                header.skip(padded);
            }
        }
    }

    private static PcmLayout layout(byte[] common, boolean isCompressible, String where, long lengthBytes,
            long start) throws RefusedException {
        int channels = (int) HeaderReader.big(common, 0, 2);
        long frames = HeaderReader.big(common, 2, 4);
        int bits = (int) HeaderReader.big(common, 6, 2);
        String coding = isCompressible && common.length >= COMM_AIFC_BYTES
                ? new String(common, COMM_BYTES, 4, StandardCharsets.ISO_8859_1) : "NONE";
        boolean isFloat = coding.equalsIgnoreCase("fl32") || coding.equalsIgnoreCase("fl64");
        boolean isLittle = coding.equals("sowt");
        if (!isFloat && !isLittle && !coding.equals("NONE") && !coding.equals("twos")) {
            throw Refusals.content("compressed AIFF (" + coding + ")", where, Refusals.CONVERT);
        }
        PcmLayout.checkBits(where, bits, isFloat);
        var layout = new PcmLayout(channels, (int) Math.round(extended(common, 8)), bits, isFloat, !isLittle, frames,
                start);
        if (frames * layout.frameBytes() > lengthBytes - start) {
            throw Refusals.truncated(where,
                    "it has " + (lengthBytes - start) + " of " + frames * layout.frameBytes() + " bytes of samples");
        }
        return layout;
    }

    /** An IEEE 754 extended number of 10 bytes: AIFF's sampling rate. */
    private static double extended(byte[] bytes, int offset) {
        int exponent = (int) HeaderReader.big(bytes, offset, 2) & 0x7FFF;
        long mantissa = HeaderReader.big(bytes, offset + 2, 8);
        return Math.scalb((mantissa >>> 1) * 2.0, exponent - EXPONENT_BIAS - MANTISSA_BITS);
    }
}
