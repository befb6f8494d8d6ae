package org.stereobridge.simulator.internal.music.piece;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the bundled piece as WAV of 16 bits.
 *
 * <p>The build does it for 44.1 kHz and puts the file into the bundle: to play the piece anew at each run would take a
 * second of CPU time for each minute of music, which a run at 80 times real time does not have.
 */
public final class PieceFile {

    public static final String TITLE = Piece.TITLE;
    /** The rate of the file that the build makes. */
    public static final int BUILT_RATE_HZ = 44_100;

    private static final int HEADER_BYTES = 44;
    private static final int FRAME_BYTES = 4;

    private PieceFile() {
    }

    /**
     * Run by the build.
     *
     * @param args the file to write, and the score's class: a file that is not older than that is kept
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        Path score = Path.of(args[1]);
        boolean isFresh = Files.exists(file) && Files.exists(score)
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(score)) >= 0;
        if (!isFresh) {
            Files.createDirectories(file.getParent());
            write(file, BUILT_RATE_HZ);
        }
    }

    public static void write(Path file, int rateHz) throws IOException {
        Canvas canvas = Piece.play(rateHz);
        int dataBytes = canvas.frames() * FRAME_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVEfmt ")).putInt(16);
        bytes.putShort((short) 1).putShort((short) 2).putInt(rateHz).putInt(rateHz * FRAME_BYTES);
        bytes.putShort((short) FRAME_BYTES).putShort((short) 16).put(ascii("data")).putInt(dataBytes);
        for (int n = 0; n < canvas.frames(); n++) {
            bytes.putShort(sample(canvas.left[n])).putShort(sample(canvas.right[n]));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes.array());
        }
    }

    private static short sample(float value) {
        return (short) Math.round(value * Short.MAX_VALUE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
