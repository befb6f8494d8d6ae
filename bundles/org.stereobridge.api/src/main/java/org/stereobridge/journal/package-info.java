/**
 * What happened to the bridge, when, and what it did about it: for its owner to read afterwards.
 *
 * <p>Whoever notices something writes it to the {@link org.stereobridge.journal.Journal}, if there is one; never the
 * audio thread, whose counters control threads read.
 */
@Export
@Version("1.0.0")
package org.stereobridge.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
