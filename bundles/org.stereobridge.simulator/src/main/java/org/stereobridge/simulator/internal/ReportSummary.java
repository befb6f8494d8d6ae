package org.stereobridge.simulator.internal;

import java.nio.file.Path;
import java.util.List;

/**
 * What a report says, in short.
 *
 * @param files that were written
 * @param lines key figures and the verdict, for the terminal
 */
public record ReportSummary(List<Path> files, List<String> lines) {

    public ReportSummary {
        files = List.copyOf(files);
        lines = List.copyOf(lines);
    }
}
