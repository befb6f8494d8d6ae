/**
 * Streams that arrive and speakers that are connected, as services that come and go with the device.
 *
 * <p>A radio registers an {@link org.stereobridge.radio.InboundLink} for each stream, an
 * {@link org.stereobridge.radio.OutboundLink} for each speaker, and one {@link org.stereobridge.radio.Waiter}, on
 * which the audio loop waits. Links are used by the audio thread alone, but for the
 * {@link org.stereobridge.radio.Handover}, where a router leaves what the next one goes on with. A radio whose devices
 * must be paired and connected takes the owner's commands as a {@link org.stereobridge.radio.Radio}.
 */
@Export
@Version("1.3.0")
package org.stereobridge.radio;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
