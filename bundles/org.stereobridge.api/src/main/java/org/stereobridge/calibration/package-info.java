/**
 * What was measured of a speaker, and where it is kept: the contract between whoever listens and sync.
 */
@Export
@Version("1.0.0")
package org.stereobridge.calibration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
