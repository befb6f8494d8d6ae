/**
 * What tests share: simulated time, an allocation probe, signals and their measurement, a bridge and a radio to look at
 * and to operate. Never in the appliance.
 */
@Export
@Version("1.1.0")
package org.stereobridge.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
