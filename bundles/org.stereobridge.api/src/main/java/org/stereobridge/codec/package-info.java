/**
 * A2DP codecs: what a peer offers, what is chosen, and the streams that are coded.
 *
 * <p>A codec is one bundle that registers a {@link org.stereobridge.codec.CodecProvider}. Where several serve one
 * {@link org.stereobridge.codec.CodecId}, the highest {@code service.ranking} is used; the rank is configuration.
 */
@Export
@Version("1.1.0")
package org.stereobridge.codec;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
