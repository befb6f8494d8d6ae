package org.stereobridge.testkit;

import java.util.OptionalLong;
import org.stereobridge.sync.SkewProbe;

/** A probe that always sees the same skew. */
public record FixedSkew(OptionalLong skewNs, String origin) implements SkewProbe {
}
