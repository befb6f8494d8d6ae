package org.stereobridge.simulator.internal.world;

import java.util.SplittableRandom;
import org.stereobridge.a2dp.RtpHeader;

/** Packets that no Echo should send: cut, with an absurd RTP header, empty, random, of another version, too long. */
final class HostilePackets {

    private static final int KINDS = 6;
    private static final int VERSION_BITS = 0xC0;

    private final SplittableRandom random;
    private final byte[] last = new byte[PacketSlot.LONGEST];

    private int lastLength = RtpHeader.LENGTH + 1;
    private int count;

    HostilePackets(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A good packet, of which bad ones are made. */
    void seen(PacketSlot packet) {
        lastLength = packet.length;
        System.arraycopy(packet.bytes, 0, last, 0, lastLength);
    }

    /** Writes one, of each kind in turn. */
    void next(PacketSlot packet) {
        System.arraycopy(last, 0, packet.bytes, 0, lastLength);
        packet.length = lastLength;
        switch (count++ % KINDS) {
            case 0 -> packet.length = 1 + random.nextInt(lastLength - 1);
            case 1 -> RtpHeader.write(packet.bytes, random.nextInt(1 << 16), random.nextInt());
            case 2 -> packet.length = 0;
            case 3 -> fill(packet, 0, 1 + random.nextInt(EchoLink.MTU_BYTES));
            case 4 -> packet.bytes[0] ^= (byte) VERSION_BITS;
            default -> fill(packet, lastLength, PacketSlot.LONGEST);
        }
    }

    private void fill(PacketSlot packet, int from, int length) {
        for (int i = from; i < length; i++) {
            packet.bytes[i] = (byte) random.nextInt();
        }
        packet.length = length;
    }
}
