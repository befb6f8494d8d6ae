package org.stereobridge.simulator.internal.world;

/** A packet on its way between a device and the bridge. */
final class PacketSlot {

    /** Longer than what fits a link, as hostile packets are. */
    static final int LONGEST = 1_500;

    final byte[] bytes = new byte[LONGEST];
    int length;
    /** When it comes, or is there for the air to carry. */
    long arrivalNs;
    /** Which of the Echo's streams it is of. */
    int stream;
}
