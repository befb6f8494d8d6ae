/**
 * What travels in an A2DP stream: RTP packets, SBC media payloads and frames, capability octets and the choice of a
 * configuration.
 *
 * <p>An SBC codec extends {@link org.stereobridge.a2dp.SbcCodecProvider} and brings only what turns one frame into
 * samples and back; payloads, negotiation and the checks of a peer's bytes are done here. Everything here is bytes and
 * arithmetic: no thread, no clock, no device.
 */
@Export
@Version("1.1.0")
package org.stereobridge.a2dp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
