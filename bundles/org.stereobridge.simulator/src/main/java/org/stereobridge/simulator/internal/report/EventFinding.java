package org.stereobridge.simulator.internal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;

/**
 * What an event did to the music. What happens from its time to that of the next event, or to the run's end, is taken
 * for its doing.
 *
 * @param lostMs how long each speaker was silent though it had music to play
 * @param whileMicros skew that 99 of 100 windows do not exceed until the pair is whole again; NaN where none tells
 * @param afterMicros the same from then on
 * @param wholeSeconds from the event's end until the pair is whole again; NaN where it is not, or nothing tells
 */
record EventFinding(ScenarioEvent event, double[] lostMs, double whileMicros, double afterMicros,
        double wholeSeconds) {

    /** A pair that is further apart is not whole. */
    private static final double WHOLE_MICROS = 100;
    private static final double SHARE = 0.99;

    /**
     * Judges all events, in the order of time.
     *
     * @param skew null where there is one speaker
     * @param gaps one for each speaker
     */
    static List<EventFinding> of(List<ScenarioEvent> events, Skew skew, List<Gaps> gaps, double endSeconds) {
        List<ScenarioEvent> inOrder = events.stream().sorted(Comparator.comparingDouble(ScenarioEvent::atS)).toList();
        List<EventFinding> findings = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            double untilS = i + 1 < inOrder.size() ? inOrder.get(i + 1).atS() : endSeconds;
            findings.add(of(inOrder.get(i), untilS, skew, gaps));
        }
        return findings;
    }

    private static EventFinding of(ScenarioEvent event, double untilS, Skew skew, List<Gaps> gaps) {
        double[] lostMs = new double[gaps.size()];
        double wholeS = Math.min(event.endS(), untilS);
        boolean isWhole = event.endS() < untilS;
        for (int i = 0; i < lostMs.length; i++) {
            lostMs[i] = 1e3 * gaps.get(i).seconds(event.atS(), untilS);
            double endS = gaps.get(i).lastEnd(event.atS(), untilS);
            isWhole &= !(endS > untilS - 2 * Gaps.CELL_SECONDS);
            wholeS = endS > wholeS ? endS : wholeS;
        }
        if (skew != null) {
            wholeS = Math.max(wholeS, skew.lastAbove(WHOLE_MICROS, event.atS(), untilS));
            isWhole &= !Double.isNaN(skew.quantile(SHARE, wholeS, untilS));
        }
        double fromS = isWhole ? wholeS : untilS;
        return new EventFinding(event, lostMs,
                skew == null ? Double.NaN : skew.quantile(SHARE, event.atS(), fromS),
                skew == null ? Double.NaN : skew.quantile(SHARE, fromS, untilS),
                isWhole ? wholeS - event.endS() : Double.NaN);
    }
}
