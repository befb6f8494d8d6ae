package org.stereobridge.itests.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A loop of 10 ms in both guests beside a test. Where it was starved, so was the bridge, and a bound in time says
 * nothing about it.
 */
final class Reference {

    private static final String NAME = "reference";
    private static final long STARVED_US = 20_000;
    private static final long LIMIT_MS = 10_000;

    private final List<Guest> guests;

    private Reference(List<Guest> guests) {
        this.guests = guests;
    }

    static Reference start(Lab lab) throws IOException {
        var reference = new Reference(List.of(lab.bridge(), lab.world().guest()));
        for (Guest guest : reference.guests) {
            guest.spawn(NAME, "exec python3 -B /lab/guest/reference.py");
        }
        return reference;
    }

    /** Ends it. */
    Verdict end() throws IOException {
        var text = new StringBuilder();
        boolean isStarved = false;
        for (Guest guest : guests) {
            guest.kill(NAME, "TERM");
            List<String> figures = guest.awaitText(NAME + ".out", "(\\d+) (\\d+) (\\d+) (\\d+)", 0, LIMIT_MS)
                    .groups();
            long p99Us = Long.parseLong(figures.get(2));
            isStarved |= p99Us > STARVED_US;
            text.append(String.format(Locale.ROOT, " %.1f/%.1f/%.1f ms", Long.parseLong(figures.get(1)) / 1e3,
                    p99Us / 1e3, Long.parseLong(figures.get(3)) / 1e3));
        }
        return new Verdict(isStarved, "reference loops late by (p50/p99/max)" + text);
    }

    /** Whether a bound in time can be judged. */
    record Verdict(boolean isStarved, String text) {

        /** Prints a figure; asserts its bound only where the machine was not starved. */
        void judge(String figure, boolean holds) {
            System.out.println("lab: " + figure + (isStarved ? ": not judged, " + text : ""));
            if (!isStarved) {
                assertTrue(holds, figure + "; " + text);
            }
        }
    }
}
