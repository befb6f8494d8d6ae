package org.stereobridge.itests.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a speaker received, laid on the programme: when which frame of it arrived. Packets are decoded by sbcdec, and
 * found in the programme by correlation, not by what their headers say.
 */
final class Heard {

    private static final int SBC_FRAME = 128;
    /** A second, of which the decoder's first samples do not count. */
    private static final int SAMPLE_PACKETS = 60;
    private static final int SKIPPED_FRAMES = 1_024;

    private final Programme programme;
    private final List<Recording.Packet> packets;
    private final long[] frames;
    private final int channel;
    private final Programme.Place place;
    private final double otherCorrelation;

    /** @param packets without a gap */
    Heard(Programme programme, List<Recording.Packet> packets) throws IOException, InterruptedException {
        this.programme = programme;
        this.packets = packets;
        frames = new long[packets.size() + 1];
        for (int i = 0; i < packets.size(); i++) {
            frames[i + 1] = frames[i] + (long) packets.get(i).codecFrames() * SBC_FRAME;
        }
        int middle = packets.size() / 2;
        float[] sample = decode(middle);
        Programme.Place left = programme.find(sample, 0);
        Programme.Place right = programme.find(sample, 1);
        channel = left.correlation() >= right.correlation() ? 0 : 1;
        place = channel == 0 ? left : right;
        otherCorrelation = Math.min(left.correlation(), right.correlation());
        long shift = place.frame() - SKIPPED_FRAMES - frames[middle];
        for (int i = 0; i < frames.length; i++) {
            frames[i] += shift;
        }
    }

    private float[] decode(int from) throws IOException, InterruptedException {
        Path sbc = Files.createTempFile("heard", ".sbc");
        int to = Math.min(packets.size(), from + SAMPLE_PACKETS);
        new Recording(packets.subList(from, to)).writeSbc(sbc);
        float[] all = Programme.decode(sbc);
        Files.delete(sbc);
        return Arrays.copyOfRange(all, SKIPPED_FRAMES, all.length);
    }

    /** 0 for left, 1 for right. */
    int channel() {
        return channel;
    }

    /** With the channel that it is most like, and with the other one. */
    double correlation() {
        return place.correlation();
    }

    double otherCorrelation() {
        return otherCorrelation;
    }

    /** By how many frames its end is not where it would be if nothing had been left out or put in since the middle. */
    long slipFrames() throws IOException, InterruptedException {
        int from = packets.size() - SAMPLE_PACKETS;
        Programme.Place end = programme.find(decode(from), channel);
        long expected = Math.floorMod(frames[from] + SKIPPED_FRAMES, programme.frames());
        long slip = Math.floorMod(end.frame() - expected, programme.frames());
        return slip > programme.frames() / 2 ? slip - programme.frames() : slip;
    }

    int size() {
        return packets.size();
    }

    /** The programme's frame, repetitions counted on, with which a packet begins. */
    long frame(int packet) {
        return frames[packet];
    }

    long arrivedNs(int packet) {
        return packets.get(packet).ns();
    }

    /**
     * When a frame of the programme arrived, between two packets by interpolation.
     *
     * @param repetition frames that this one's counting lies behind the other's
     */
    OptionalLong arrivedNs(long frame, long repetition) {
        long wanted = frame + repetition;
        int low = Arrays.binarySearch(frames, 0, packets.size(), wanted);
        int at = low >= 0 ? low : -low - 2;
        if (at < 0 || at + 1 >= packets.size()) {
            return OptionalLong.empty();
        }
        double part = (double) (wanted - frames[at]) / (frames[at + 1] - frames[at]);
        return OptionalLong.of(arrivedNs(at) + Math.round(part * (arrivedNs(at + 1) - arrivedNs(at))));
    }
}
