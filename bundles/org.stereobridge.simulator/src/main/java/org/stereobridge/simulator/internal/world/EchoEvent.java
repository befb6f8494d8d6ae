package org.stereobridge.simulator.internal.world;

/**
 * What the Echo does otherwise from one time to another, or at one time: on the world's clock.
 *
 * @param packets hostile ones that it sends at {@code fromNs}; 0 where it is silent instead
 * @param isNothing whether it sends no packets instead of silent ones
 */
record EchoEvent(long fromNs, long toNs, int packets, boolean isNothing) {

    boolean isSilent(long timeNs) {
        return packets == 0 && timeNs >= fromNs && timeNs < toNs;
    }
}
