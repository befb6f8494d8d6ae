/**
 * What the bridge does now, for its faces: page, console, shell, report.
 */
@Export
@Version("1.1.0")
package org.stereobridge.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
