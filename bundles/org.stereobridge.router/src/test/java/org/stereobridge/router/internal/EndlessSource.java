package org.stereobridge.router.internal;

import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.testkit.Signals;

/** A packet whenever it is time for one, for ever. */
final class EndlessSource implements InboundLink {

    private static final int PACKETS = 64;

    private final byte[][] packets = new byte[PACKETS][];
    private int sequence;
    /** Time, which the test moves. */
    long nowNs;

    EndlessSource() {
        float[] music = Signals.music(3, 0.5, PACKETS * Rig.PACKET);
        for (int i = 0; i < PACKETS; i++) {
            packets[i] = PcmCodec.packet(0, 0, music, music, i * Rig.PACKET, 7);
        }
    }

    @Override
    public int receive(byte[] packet) {
        if (nowNs < Rig.arrivalNs((long) sequence * Rig.PACKET)) {
            return 0;
        }
        byte[] next = packets[sequence % PACKETS];
        System.arraycopy(next, 0, packet, 0, next.length);
        RtpHeader.write(packet, sequence & 0xFFFF, (long) sequence * Rig.PACKET & 0xFFFF_FFFFL);
        sequence++;
        return next.length;
    }

    @Override
    public StreamConfig config() {
        return PcmCodec.config(2);
    }
}
