package org.stereobridge.simulator.internal.world;

/** A packet on its way from the Echo to the bridge. */
final class PacketSlot {

    final byte[] bytes = new byte[EchoLink.MTU_BYTES];
    int length;
    long arrivalNs;
}
