package org.stereobridge.simulator.internal.report;

import java.util.List;

/**
 * What the recordings of a run tell.
 *
 * @param skew null where fewer than two speakers were recorded
 * @param widthPercent NaN where there is no left and right speaker, or the music has no width
 * @param programme waveform of what the Echo was given
 * @param speakers in the scenario's order
 * @param events in the order of time; empty where there were none, or not all was recorded
 */
record Findings(Skew skew, double widthPercent, Envelope programme, List<Speaker> speakers,
        List<EventFinding> events) {

    /**
     * One speaker.
     *
     * @param name the scenario's
     * @param latencyMs from the Echo's playing a sample to its sound, at the run's start; NaN where it was not found
     * @param clockPpm how far the programme's clock ran ahead of true time, as heard on this speaker
     * @param response how loud each band is
     * @param inDb power of what it was to play, by bands, in dB of a full-scale sine
     * @param outDb power of what was recorded
     * @param crosstalkDb NaN where there is nothing that could leak
     * @param recording waveform of what was recorded
     */
    record Speaker(String name, double latencyMs, double clockPpm, Response response, double[] inDb, double[] outDb,
            double crosstalkDb, Envelope recording) {
    }

    /** The least flat response of all speakers, in dB; NaN where none could be told. */
    double flatnessDb() {
        return worst(speakers.stream().mapToDouble(speaker -> speaker.response().flatnessDb()).toArray());
    }

    /** The worst crosstalk of all speakers, in dB; NaN where none could be told. */
    double crosstalkDb() {
        return worst(speakers.stream().mapToDouble(Speaker::crosstalkDb).toArray());
    }

    private static double worst(double[] values) {
        double worst = Double.NaN;
        for (double value : values) {
            worst = Double.isNaN(worst) || value > worst ? value : worst;
        }
        return worst;
    }
}
