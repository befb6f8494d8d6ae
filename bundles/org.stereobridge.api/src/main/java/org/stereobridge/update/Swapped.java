package org.stereobridge.update;

import java.util.Locale;
import java.util.Objects;

/**
 * An exchanged bundle.
 *
 * @param from the old one's version
 * @param to the new one's version
 * @param tookNs from the old one's stop until the new one's components were active
 */
public record Swapped(String symbolicName, String from, String to, long tookNs) {

    public Swapped {
        Objects.requireNonNull(symbolicName, "symbolicName");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** For people, in one line. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %s runs in place of %s, swapped in %.1f ms", symbolicName, to, from,
                tookNs / 1e6);
    }
}
