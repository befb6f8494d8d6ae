package org.stereobridge.simulator.internal.world;

import org.stereobridge.codec.StreamConfig;

/**
 * One of the Echo's streams: it is there from one time to another, on the world's clock.
 *
 * @param fromNs when it begins
 * @param toNs when it ends, {@link Long#MAX_VALUE} where it lasts to the run's end
 * @param config as agreed on
 * @param feed makes its payloads; the next stream's may be the same
 */
record EchoStream(long fromNs, long toNs, StreamConfig config, EchoFeed feed) {
}
