package org.stereobridge.simulator.internal.music;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Tells from a FLAC file's end whether all of it is there, without decoding it: RFC 9639, section 9.1. */
final class FlacEnd {

    private static final int HEADER_BYTES = 16;
    /** Tags that some programs put behind the last block. */
    private static final int TAG_BYTES = 4096;
    private static final int BYTES_PER_FRAME = 8;
    private static final int CRC_POLYNOMIAL = 0x07;

    private FlacEnd() {
    }

    /** Whether there is a block near the end that reaches the stream's last sample. */
    static boolean isWhole(RandomAccessFile file, long totalSamples, int maxBlockSize) throws IOException {
        int wanted = maxBlockSize * BYTES_PER_FRAME + HEADER_BYTES + TAG_BYTES;
        byte[] tail = new byte[(int) Math.min(wanted, file.length())];
        file.seek(file.length() - tail.length);
        file.readFully(tail);
        for (int at = tail.length - HEADER_BYTES; at >= 0; at--) {
            boolean isSync = tail[at] == (byte) 0xFF && (tail[at + 1] & 0xFE) == 0xF8;
            if (isSync && endOfBlock(tail, at, maxBlockSize) == totalSamples) {
                return true;
            }
        }
        return false;
    }

    /** The stream's position behind a block, -1 where there is no block header. */
    private static long endOfBlock(byte[] bytes, int start, int maxBlockSize) {
        boolean isNumberedBySample = (bytes[start + 1] & 1) != 0;
        int sizeCode = bytes[start + 2] >> 4 & 0xF;
        int rateCode = bytes[start + 2] & 0xF;
        int at = start + 4;
        int first = bytes[at++] & 0xFF;
        int more = first < 0x80 ? 0 : Integer.numberOfLeadingZeros(~(first << 24)) - 1;
        if (first >= 0x80 && (more < 1 || more > 6)) {
            return -1;
        }
        long number = more == 0 ? first : first & 0x3F >> more;
        for (int i = 0; i < more; i++) {
            number = number << 6 | bytes[at++] & 0x3F;
        }
        int size = blockSize(sizeCode, bytes, at);
        at += sizeCode == 6 ? 1 : sizeCode == 7 ? 2 : 0;
        at += rateCode == 12 ? 1 : rateCode == 13 || rateCode == 14 ? 2 : 0;
        if (size < 0 || at >= bytes.length || crc8(bytes, start, at) != (bytes[at] & 0xFF)) {
            return -1;
        }
        return (isNumberedBySample ? number : number * maxBlockSize) + size;
    }

    private static int blockSize(int code, byte[] bytes, int at) {
        return switch (code) {
            case 0 -> -1;
            case 1 -> 192;
            case 2, 3, 4, 5 -> 576 << code - 2;
            case 6 -> at < bytes.length ? (bytes[at] & 0xFF) + 1 : -1;
            case 7 -> at + 1 < bytes.length ? ((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF) + 1 : -1;
            default -> 256 << code - 8;
        };
    }

    private static int crc8(byte[] bytes, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) != 0 ? crc << 1 & 0xFF ^ CRC_POLYNOMIAL : crc << 1;
            }
        }
        return crc;
    }
}
