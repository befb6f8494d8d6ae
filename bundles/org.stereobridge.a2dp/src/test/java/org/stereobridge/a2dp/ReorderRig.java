package org.stereobridge.a2dp;

import java.util.ArrayList;
import java.util.List;

/** A reorder buffer and packets for it, whose payload is their sequence number. */
final class ReorderRig {

    static final int MAX_BYTES = 64;

    private static final int STEP = 640;

    final RtpReorderBuffer buffer = new RtpReorderBuffer(8, MAX_BYTES);
    final byte[] packet = new byte[MAX_BYTES];
    final byte[] payload = new byte[MAX_BYTES];

    /** False where one of them was dropped. */
    boolean offer(int... sequences) {
        boolean isTaken = true;
        for (int sequence : sequences) {
            isTaken &= offerAt(sequence, (long) sequence * STEP);
        }
        return isTaken;
    }

    boolean offerAt(int sequence, long timestamp) {
        write(sequence, timestamp);
        return buffer.offer(packet, RtpHeader.LENGTH + 2);
    }

    void write(int sequence, long timestamp) {
        RtpHeader.write(packet, sequence, timestamp);
        packet[12] = (byte) (sequence >> 8);
        packet[13] = (byte) sequence;
    }

    /** The sequence numbers of all packets that may be taken now. */
    List<Integer> taken() {
        List<Integer> sequences = new ArrayList<>();
        while (buffer.poll(payload) >= 0) {
            sequences.add((payload[0] & 0xFF) << 8 | payload[1] & 0xFF);
        }
        return sequences;
    }
}
