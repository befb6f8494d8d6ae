/**
 * Signal processing on plain arrays: sample ring, fractional delay and resampling, equaliser, mixing, limiter,
 * correlation, delay-locked loop.
 *
 * <p>Everything here is single-threaded unless it says that it is immutable, and allocates nothing after
 * construction. Samples are floats, full scale +-1.
 */
@Export
@Version("1.1.0")
package org.stereobridge.dsp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
