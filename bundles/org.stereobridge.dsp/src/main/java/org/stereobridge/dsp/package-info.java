/**
 * Signal processing on arrays: full scale is +-1, nothing is allocated after construction, nothing is thread-safe.
 */
@Export
@Version("1.0.0")
package org.stereobridge.dsp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
