/**
 * Playing one programme in step on speakers whose latencies differ.
 *
 * <p>Consumers read an {@link org.stereobridge.sync.Alignment} and keep time by a
 * {@link org.stereobridge.sync.MediaClock}, and ask a {@link org.stereobridge.sync.LinkHealth} how much air there is;
 * only a provider of {@link org.stereobridge.sync.SyncController} makes them.
 */
@Export
@Version("1.2.0")
package org.stereobridge.sync;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
