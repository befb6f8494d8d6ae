package org.stereobridge.simulator.internal.music;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stereobridge.simulator.internal.Music;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.music.piece.PieceFile;

/** The piece that is played where none is given. */
final class BundledPiece {

    private static final String RESOURCE = "piece.wav";
    private static final int BUFFER_BYTES = 1 << 16;

    private BundledPiece() {
    }

    /** @param rateHz 0 for the rate at which it is bundled; at another one it is made first, which takes a second */
    static Music open(int rateHz) throws IOException, RefusedException {
        PcmFile.Source source = BundledPiece::resource;
        if (rateHz != 0 && rateHz != PieceFile.BUILT_RATE_HZ) {
            Path made = Files.createTempFile("stereobridge-piece", ".wav");
            made.toFile().deleteOnExit();
            PieceFile.write(made, rateHz);
            source = () -> new BufferedInputStream(Files.newInputStream(made), BUFFER_BYTES);
        }
        // As of a pipe: how long a resource is cannot be asked; its header tells.
        String title = PieceFile.TITLE;
        return new PcmFile(title, title, source, in -> WavHeader.read(in, title, -1), true);
    }

    private static InputStream resource() throws IOException {
        InputStream in = BundledPiece.class.getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new FileNotFoundException("the bundle lacks " + RESOURCE);
        }
        return new BufferedInputStream(in, BUFFER_BYTES);
    }
}
