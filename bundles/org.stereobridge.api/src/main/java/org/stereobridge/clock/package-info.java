/**
 * Monotonic time, real or simulated.
 */
@Export
@Version("1.0.0")
package org.stereobridge.clock;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
