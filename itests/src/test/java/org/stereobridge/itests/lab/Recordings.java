package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What must be true of any recording of a stream that the bridge sent. */
final class Recordings {

    private Recordings() {
    }

    /** Each packet follows the one before, in its number and in the time of its first sample. */
    static void assertContiguous(List<Recording.Packet> packets) {
        assertTrue(packets.size() > 1, "packets: " + packets.size());
        for (int i = 1; i < packets.size(); i++) {
            Recording.Packet before = packets.get(i - 1);
            Recording.Packet packet = packets.get(i);
            assertEquals(before.sequence() + 1 & 0xFFFF, packet.sequence(), "sequence number of packet " + i);
            assertEquals(before.timestamp() + before.codecFrames() * 128L & 0xFFFF_FFFFL, packet.timestamp(),
                    "time stamp of packet " + i);
        }
    }
}
