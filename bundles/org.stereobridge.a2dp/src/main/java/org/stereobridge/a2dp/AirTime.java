package org.stereobridge.a2dp;

/**
 * How much of the air a stream takes, without retransmissions: Bluetooth BR/EDR slots of 625 us (Core 5.4, vol 2
 * part B, 6.5). A packet is carried by baseband packets of 1, 3 or 5 slots, and each of them is answered in one slot
 * more.
 */
public final class AirTime {

    /** The modulations, and the bytes that their packets of 1, 3 and 5 slots carry. */
    public enum Modulation {
        /** 1 Mbit/s: DH1, DH3, DH5. */
        BASIC(27, 183, 339),
        /** 2 Mbit/s: 2-DH1, 2-DH3, 2-DH5. */
        EDR_2(54, 367, 679),
        /** 3 Mbit/s: 3-DH1, 3-DH3, 3-DH5. */
        EDR_3(83, 552, 1_021);

        private final int oneSlotBytes;
        private final int threeSlotBytes;
        private final int fiveSlotBytes;

        Modulation(int oneSlotBytes, int threeSlotBytes, int fiveSlotBytes) {
            this.oneSlotBytes = oneSlotBytes;
            this.threeSlotBytes = threeSlotBytes;
            this.fiveSlotBytes = fiveSlotBytes;
        }
    }

    private static final int L2CAP_HEADER_BYTES = 4;
    private static final int SLOTS_PER_SECOND = 1_600;

    private AirTime() {
    }

    /** Slots that one media packet takes, RTP header included in its length and answers in the result. */
    public static int slots(Modulation modulation, int packetBytes) {
        int bytes = packetBytes + L2CAP_HEADER_BYTES;
        int longOnes = bytes / modulation.fiveSlotBytes;
        int rest = bytes - longOnes * modulation.fiveSlotBytes;
        int restSlots = 0;
        if (rest > modulation.threeSlotBytes) {
            restSlots = 6;
        } else if (rest > modulation.oneSlotBytes) {
            restSlots = 4;
        } else if (rest > 0) {
            restSlots = 2;
        }
        return 6 * longOnes + restSlots;
    }

    /** The share of the air, 1 being all of it, that a stream of such packets takes. */
    public static double share(Modulation modulation, int packetBytes, double packetsPerSecond) {
        return slots(modulation, packetBytes) * packetsPerSecond / SLOTS_PER_SECOND;
    }

    /** The same for an SBC stream of {@code codecFrames} frames a packet. */
    public static double share(Modulation modulation, SbcConfig config, int bitpool, int codecFrames) {
        int packetBytes = RtpHeader.LENGTH + SbcPayloadHeader.LENGTH + codecFrames * config.frameBytes(bitpool);
        return share(modulation, packetBytes, (double) config.rateHz() / (codecFrames * config.frameLength()));
    }
}
