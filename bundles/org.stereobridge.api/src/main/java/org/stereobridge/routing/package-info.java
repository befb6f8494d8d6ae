/**
 * Which channel is heard on which speaker, and how: the owner's commands and settings.
 */
@Export
@Version("1.2.0")
package org.stereobridge.routing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
