package org.stereobridge.sync.internal;

import java.util.Arrays;
import java.util.Optional;
import org.stereobridge.dsp.DelayLockedLoop;
import org.stereobridge.sync.ClockState;
import org.stereobridge.sync.MediaClock;

/**
 * A delay-locked loop for the source's clock, and above it a jitter buffer whose target follows the latest arrivals of
 * the last 16 s.
 *
 * <p>Departures lie on a line of their own that begins with the first packet and approaches the loop's time and the
 * target at a bounded rate. The first packet's jitter, of which nothing is known, is so worked off slowly: the
 * speakers' rate loops follow all the way, instead of running at their limit, where their crystals would part them. A
 * packet that comes behind its time meanwhile leaves late, which the speakers' own buffers take.
 */
final class JitterClock implements MediaClock {

    /** From the first arrival to the first departure. */
    private static final long START_NS = 9_000_000;
    /** How fast the line approaches what is wanted, for some seconds and from then on. */
    private static final double START_SLEW = 400e-6;
    private static final double SLEW = 100e-6;
    private static final long STARTING_NS = 30_000_000_000L;
    private static final double DRIFT_LIMIT = 300e-6;
    private static final int WINDOWS = 16;
    private static final long WINDOW_NS = 1_000_000_000;
    /** Of the time between two arrivals, when departures are clear of both: three packets may fill half of it. */
    private static final double CLEAR = 1.0 / 4;
    private static final double CLEAR_TO = 1.0 / 2;
    /** From here on the next arrival is passed sooner than gone back to the one before. */
    private static final double NEARER_TO_NEXT = 7.0 / 9;
    /** Later than this is a stall, for which no buffer of ours is made. */
    private static final double LATEST_NS = 60e6;

    private final DelayLockedLoop loop;
    private final double nominalNs;
    private final long headroomNs;
    private final double[] latestNs = new double[WINDOWS];
    private final double[] earliestNs = new double[WINDOWS];

    private int window;
    private double arrivalsFrames;
    private boolean started;
    private long windowStartNs;
    private long startNs;
    private long linePosition;
    /** From startNs to the departure of what ends at linePosition. */
    private double lineNs;

    JitterClock(int rateHz, long headroomNs) {
        loop = new DelayLockedLoop(rateHz);
        nominalNs = 1e9 / rateHz;
        this.headroomNs = headroomNs;
        reset();
    }

    @Override
    public void onArrival(long endFrame, long nowNs) {
        if (!started) {
            started = true;
            windowStartNs = nowNs;
            startNs = nowNs;
            linePosition = endFrame;
            lineNs = START_NS;
        }
        if (nowNs - startNs < START_NS && nowNs < loop.timeOf(endFrame)) {
            // What was queued while the link was taken up comes at once; the last of it is the most punctual.
            loop.reset();
        }
        loop.onArrival(endFrame, nowNs);
        if (nowNs - windowStartNs >= WINDOW_NS) {
            windowStartNs = nowNs;
            window = (window + 1) % WINDOWS;
            latestNs[window] = 0;
            earliestNs[window] = 0;
        }
        double errorNs = loop.errorNs();
        if (errorNs < LATEST_NS) {
            latestNs[window] = Math.max(latestNs[window], errorNs);
            earliestNs[window] = Math.min(earliestNs[window], errorNs);
        }
        moveLine(endFrame, nowNs);
    }

    @Override
    public void keepClear(int packetFrames) {
        arrivalsFrames = packetFrames;
    }

    private void moveLine(long endFrame, long nowNs) {
        double passedNs = (endFrame - linePosition) * frameNs();
        double arrivalNs = loop.timeOf(endFrame) - startNs;
        double wantedNs = arrivalNs + clear(latest() + headroomNs, lineNs + passedNs - arrivalNs);
        double most = (nowNs - startNs < STARTING_NS ? START_SLEW : SLEW) * passedNs;
        lineNs += passedNs;
        lineNs += Math.max(-most, Math.min(most, wantedNs - lineNs));
        linePosition = endFrame;
    }

    /**
     * The target itself, or more of it where arrivals and departures would meet. Between which arrivals the line is, it
     * stays: to come down it would have to pass through one, which at its rate takes a minute.
     */
    private double clear(double targetNs, double presentNs) {
        if (arrivalsFrames == 0) {
            return targetNs;
        }
        double apartNs = arrivalsFrames * frameNs();
        double later = Math.max(Math.ceil(targetNs / apartNs - CLEAR_TO),
                Math.floor(presentNs / apartNs + 1 - NEARER_TO_NEXT));
        return Math.max(targetNs, (later + CLEAR) * apartNs);
    }

    private double frameNs() {
        return nominalNs / (1 + Math.max(-DRIFT_LIMIT, Math.min(DRIFT_LIMIT, loop.driftPpm() * 1e-6)));
    }

    @Override
    public long departureNs(long endFrame) {
        return startNs + Math.round(lineNs + (endFrame - linePosition) * frameNs());
    }

    @Override
    public double driftPpm() {
        return loop.driftPpm();
    }

    @Override
    public long jitterNs() {
        return (long) (latest() - earliest());
    }

    @Override
    public long targetNs() {
        return started ? departureNs(linePosition) - loop.timeOf(linePosition) : START_NS;
    }

    @Override
    public void reset() {
        loop.reset();
        started = false;
        linePosition = 0;
        lineNs = 0;
        window = 0;
        Arrays.fill(latestNs, 0);
        Arrays.fill(earliestNs, 0);
    }

    @Override
    public Optional<ClockState> state() {
        if (!started) {
            return Optional.empty();
        }
        DelayLockedLoop.State known = loop.state();
        return Optional.of(new ClockState(linePosition, known.timeNs(), departureNs(linePosition),
                Math.max(0, known.timeNs() - startNs), loop.driftPpm(), earliest(), latest(),
                new ClockState.Certainty(known.varTime(), known.covariance(), known.varPeriod()),
                (int) arrivalsFrames));
    }

    @Override
    public void resume(ClockState state) {
        reset();
        started = true;
        ClockState.Certainty certainty = state.certainty();
        loop.resume(new DelayLockedLoop.State(state.position(), state.arrivalNs(),
                nominalNs / (1 + state.driftPpm() * 1e-6), certainty.time(), certainty.covariance(),
                certainty.period()));
        windowStartNs = state.arrivalNs();
        earliestNs[window] = state.earliestNs();
        latestNs[window] = state.latestNs();
        startNs = state.arrivalNs() - state.followedNs();
        linePosition = state.position();
        lineNs = state.departureNs() - startNs;
        arrivalsFrames = state.clearFrames();
    }

    private double earliest() {
        double earliest = 0;
        for (double ns : earliestNs) {
            earliest = Math.min(earliest, ns);
        }
        return earliest;
    }

    private double latest() {
        double latest = 0;
        for (double ns : latestNs) {
            latest = Math.max(latest, ns);
        }
        return latest;
    }
}
