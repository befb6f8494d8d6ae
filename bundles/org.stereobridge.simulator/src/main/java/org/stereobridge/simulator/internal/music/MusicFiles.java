package org.stereobridge.simulator.internal.music;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stereobridge.simulator.internal.Music;
import org.stereobridge.simulator.internal.MusicOpener;
import org.stereobridge.simulator.internal.RefusedException;

/** Opens music by what a file holds, whatever it is called: WAV, AIFF, FLAC, SBC; or the bundled piece. */
public final class MusicFiles implements MusicOpener {

    private static final int MAGIC_BYTES = 12;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String STDIN = "standard input";

    private final InputStream stdin;

    /** @param stdin where a piece called {@code -} comes from */
    public MusicFiles(InputStream stdin) {
        this.stdin = stdin;
    }

    @Override
    public Music open(String location, int rateHz) throws RefusedException {
        String where = location == null ? "bundled piece" : location.equals("-") ? STDIN : location;
        try {
            if (location == null) {
                return BundledPiece.open(rateHz);
            }
            return location.equals("-") ? openPipe() : openFile(Path.of(location), where);
        } catch (IOException e) {
            throw new RefusedException(RefusedException.NO_INPUT, "music cannot be read", where,
                    e.getMessage() + "; check the file and the disk");
        }
    }

    private Music openPipe() throws IOException, RefusedException {
        var in = new BufferedInputStream(stdin, BUFFER_BYTES);
        in.mark(MAGIC_BYTES);
        byte[] magic = in.readNBytes(MAGIC_BYTES);
        in.reset();
        if (!isWav(magic)) {
            throw Refusals.content(magic.length == 0 ? "no music" : "no WAV", STDIN,
                    "pipe a WAV file in, as from: sox in.flac -t wav -");
        }
        return new PcmFile(STDIN, STDIN, () -> in, opened -> WavHeader.read(opened, STDIN, -1), false);
    }

    private static Music openFile(Path path, String where) throws IOException, RefusedException {
        if (!Files.exists(path)) {
            throw new RefusedException(RefusedException.NO_INPUT, "no such music file", where, "check its path");
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new RefusedException(RefusedException.NO_INPUT, "no readable music file", where,
                    Files.isDirectory(path) ? "give a file, not a folder" : Files.isRegularFile(path)
                            ? "check its permissions" : "give a file; a pipe goes to standard input, with - for it");
        }
        byte[] magic = magic(path);
        long lengthBytes = Files.size(path);
        if (magic.length == 0) {
            throw Refusals.content("empty music file", where, "give a file that has some");
        }
        String title = path.getFileName().toString();
        PcmFile.Source source = () -> new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        if (isWav(magic)) {
            return new PcmFile(title, where, source, in -> WavHeader.read(in, where, lengthBytes), true);
        }
        if (has(magic, 0, "FORM") && (has(magic, 8, "AIFF") || has(magic, 8, "AIFC"))) {
            return new PcmFile(title, where, source, in -> AiffHeader.read(in, where, lengthBytes), true);
        }
        if (has(magic, 0, "fLaC")) {
            return new FlacFile(path);
        }
        if (magic[0] == SbcFile.SYNC) {
            return new SbcFile(path);
        }
        boolean isOther = has(magic, 0, "ID3") || has(magic, 0, "OggS") || has(magic, 4, "ftyp")
                || magic.length > 1 && magic[0] == (byte) 0xFF && (magic[1] & 0xE0) == 0xE0;
        if (isOther) {
            throw Refusals.content("music in a format that is not read here", where,
                    "give WAV, AIFF, FLAC or SBC; convert it: ffmpeg -i in.mp3 -ar 44100 -ac 2 out.wav");
        }
        throw Refusals.noAudio(where);
    }

    private static byte[] magic(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(MAGIC_BYTES);
        }
    }

    private static boolean isWav(byte[] magic) {
        return (has(magic, 0, "RIFF") || has(magic, 0, "RF64")) && has(magic, 8, "WAVE");
    }

    private static boolean has(byte[] bytes, int offset, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (offset + i >= bytes.length || bytes[offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
