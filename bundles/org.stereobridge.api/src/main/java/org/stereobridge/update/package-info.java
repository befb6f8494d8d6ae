/**
 * Exchanging bundles of the running bridge.
 *
 * <p>Whoever has a new bundle, be it a shell or what fetches releases, gives it to the one
 * {@link org.stereobridge.update.BundleSwap}, which touches the old bundle only where the new one will work.
 */
@Export
@Version("1.0.0")
package org.stereobridge.update;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
