package org.stereobridge.simulator.internal.music;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the fields of chunked headers; nothing is read twice, so that it works on a pipe. */
final class HeaderReader {

    private final InputStream in;
    private long position;

    HeaderReader(InputStream in) {
        this.in = in;
    }

    long position() {
        return position;
    }

    String tag() throws IOException {
        return new String(bytes(4), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        position += bytes.length;
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    void skip(long length) throws IOException {
        in.skipNBytes(length);
        position += length;
    }

    /** An unsigned number of 1-4 bytes, or a signed one of 8. */
    static long little(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | bytes[offset + i] & 0xFF;
        }
        return value;
    }

    static long big(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[offset + i] & 0xFF;
        }
        return value;
    }
}
