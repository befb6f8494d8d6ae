package org.stereobridge.update;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Exchanges bundles while all others run on. A service. */
@ProviderType
public interface BundleSwap {

    /**
     * Puts what a file holds in place of an installed bundle, until the next start. Where the new one does not start,
     * the old one is put back. Any control thread; blocks until it is done, one swap after the other.
     *
     * @param symbolicName of the installed bundle, and of the new one
     * @param file a bundle's jar
     * @throws SwapException where the file was refused, or the old bundle had to be put back
     */
    Swapped swap(String symbolicName, Path file) throws SwapException;
}
