/**
 * What tests share: simulated time, an allocation probe, signals and their measurement, C libraries of their own, a
 * bridge and a radio to look at and to operate. Never in the appliance.
 */
@Export
@Version("1.2.0")
package org.stereobridge.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
