package org.stereobridge.simulator.internal;

import java.io.IOException;
import java.nio.file.Path;

/** Judges a run by its recordings. */
public interface Reporter {

    /** Writes {@code report.json} and {@code report.html} to the folder. */
    ReportSummary write(RunFigures figures, Path folder) throws IOException;
}
