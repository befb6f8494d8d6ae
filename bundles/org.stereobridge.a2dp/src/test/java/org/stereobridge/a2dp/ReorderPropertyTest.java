package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A stream through a network that delays, drops and repeats. */
class ReorderPropertyTest {

    private static final int SLOTS = 8;
    private static final int PACKETS = 300;

    private record Arrival(int packet, double time) {
    }

    @Property(tries = 300)
    void shouldDeliverInOrderOnceAndCountTheRest(@ForAll long seed, @ForAll @IntRange(max = 65_535) int firstSequence,
            @ForAll @IntRange(max = 5) int displacement, @ForAll @IntRange(max = 20) int lossPercent,
            @ForAll @IntRange(max = 20) int repeatPercent) {
        List<Arrival> arrivals = arrivals(new Random(seed), displacement, lossPercent, repeatPercent);
        var buffer = new RtpReorderBuffer(SLOTS, 64);
        byte[] packet = new byte[16];
        List<Integer> delivered = new ArrayList<>();
        long gaps = 0;

        for (Arrival arrival : arrivals) {
            RtpHeader.write(packet, firstSequence + arrival.packet(), arrival.packet());
            buffer.offer(packet, packet.length);
            gaps += take(buffer, delivered);
        }
        while (buffer.isWaiting()) {
            buffer.skipGap();
            gaps += take(buffer, delivered);
        }

        assertEquals(new ArrayList<>(new TreeSet<>(delivered)), delivered, "in order and once");
        int first = delivered.get(0);
        int last = delivered.get(delivered.size() - 1);
        assertEquals(last - first + 1 - delivered.size(), buffer.lost());
        assertEquals(gaps, buffer.lost());
        assertEquals(arrivals.size(), delivered.size() + buffer.duplicates() + buffer.late());
        assertEquals(0, buffer.restarts() + buffer.malformed() + buffer.overflowed());
    }

    /** Where only order is disturbed, and by less than the slots hold, nothing is lost. */
    @Property(tries = 300)
    void shouldLoseNothingByReorderingAlone(@ForAll long seed, @ForAll @IntRange(max = 65_535) int firstSequence,
            @ForAll @IntRange(max = SLOTS - 1) int displacement) {
        List<Arrival> arrivals = arrivals(new Random(seed), displacement, 0, 0);
        var buffer = new RtpReorderBuffer(SLOTS, 64);
        byte[] packet = new byte[16];
        byte[] payload = new byte[64];
        int next = 0;

        for (Arrival arrival : arrivals) {
            RtpHeader.write(packet, firstSequence + arrival.packet(), arrival.packet());
            assertTrue(buffer.offer(packet, packet.length));
            while (buffer.poll(payload) >= 0) {
                assertEquals(next++, buffer.timestamp());
            }
        }

        assertEquals(PACKETS, next);
        assertEquals(0, buffer.lost());
    }

    /** Takes all that there is; gives how many were lost between. */
    private static long take(RtpReorderBuffer buffer, List<Integer> delivered) {
        byte[] payload = new byte[64];
        long gaps = 0;
        while (buffer.poll(payload) >= 0) {
            delivered.add((int) buffer.timestamp());
            gaps += buffer.lostBefore();
        }
        return gaps;
    }

    /** The first packet comes first; each other comes up to {@code displacement} places late. */
    private static List<Arrival> arrivals(Random random, int displacement, int lossPercent, int repeatPercent) {
        List<Arrival> arrivals = new ArrayList<>();
        arrivals.add(new Arrival(0, -1));
        for (int packet = 1; packet < PACKETS; packet++) {
            if (random.nextInt(100) >= lossPercent) {
                arrivals.add(new Arrival(packet, packet + displacement * random.nextDouble()));
            }
            if (random.nextInt(100) < repeatPercent) {
                arrivals.add(new Arrival(packet, packet + displacement * random.nextDouble()));
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::time));
        return arrivals;
    }
}
