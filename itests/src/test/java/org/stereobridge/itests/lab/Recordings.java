package org.stereobridge.itests.lab;

import java.util.List;

/** What must be true of any recording of a stream that the bridge sent. */
final class Recordings {

    private static final long SBC_FRAME = 128;

    private Recordings() {
    }

    /** The longest part in which each packet follows the one before, in its number and its first sample's time. */
    static List<Recording.Packet> longestRun(List<Recording.Packet> packets) {
        int bestFrom = 0;
        int bestTo = 0;
        int from = 0;
        for (int to = 1; to <= packets.size(); to++) {
            if (to == packets.size() || !follows(packets.get(to - 1), packets.get(to))) {
                if (to - from > bestTo - bestFrom) {
                    bestFrom = from;
                    bestTo = to;
                }
                from = to;
            }
        }
        return packets.subList(bestFrom, bestTo);
    }

    private static boolean follows(Recording.Packet before, Recording.Packet packet) {
        return packet.sequence() == (before.sequence() + 1 & 0xFFFF)
                && packet.timestamp() == (before.timestamp() + before.codecFrames() * SBC_FRAME & 0xFFFF_FFFFL);
    }

    /** How many packets are missing, by their numbers; more than none where they are out of order. */
    static int missing(List<Recording.Packet> packets) {
        int missing = 0;
        for (int i = 1; i < packets.size(); i++) {
            missing += packets.get(i).sequence() - packets.get(i - 1).sequence() - 1 & 0xFFFF;
        }
        return missing;
    }
}
