package org.stereobridge.shell.internal;

import static org.stereobridge.shell.internal.Words.fixed;
import static org.stereobridge.shell.internal.Words.lines;
import static org.stereobridge.shell.internal.Words.name;
import static org.stereobridge.shell.internal.Words.sentence;

import java.util.ArrayList;
import java.util.List;
import org.stereobridge.status.AirPlan;

/** How the air is shared out, for a terminal. */
final class AirText {

    private AirText() {
    }

    /** Adds nothing where nothing is planned. */
    static void add(StringBuilder text, AirPlan air) {
        List<String> about = new ArrayList<>(air.adapters().stream().map(AirText::adapter).toList());
        if (air.qualityStep() > 0) {
            about.add("all speakers get a lower quality, step " + air.qualityStep() + ", so that they fit");
        }
        lines(text, "Air", about);
        lines(text, "Silent", air.refused().stream()
                .map(refused -> sentence(refused.name() + ": " + refused.describe())).toList());
    }

    private static String adapter(AirPlan.Adapter adapter) {
        String taken = fixed("%s: %.0f %% taken of at most %.0f %%, by ", name(adapter.id()), 100 * adapter.share(),
                100 * adapter.limit());
        if (adapter.speakers() == 0) {
            // Nobody is there to tell how many would fit.
            return taken + "the source";
        }
        return taken + (adapter.carriesSource() ? "the source and " : "")
                + fixed("%d of at most %d speakers", adapter.speakers(), adapter.mostSpeakers());
    }
}
