/**
 * Playing one programme in step on speakers whose latencies differ.
 *
 * <p>Consumers read an {@link org.stereobridge.sync.Alignment} and keep time by a
 * {@link org.stereobridge.sync.MediaClock}; only a provider of {@link org.stereobridge.sync.SyncController} makes them.
 */
@Export
@Version("1.1.0")
package org.stereobridge.sync;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
