package org.stereobridge.simulator.internal.report;

/**
 * Where in the programme a recording is, from measurement to measurement: its last place and its pace, the latter as
 * the line through the last of them.
 *
 * <p>Times count frames of the recordings' clock since the run's start, positions frames of the programme.
 */
final class DelayTrack {

    /**
     * A place in the programme and the pace there.
     *
     * @param step programme frames for each frame of the recording
     */
    record Place(double time, double position, double step) {

        double positionAt(double atTime) {
            return position + (atTime - time) * step;
        }
    }

    private static final int REMEMBERED = 5;
    /** Of fewer, one that is off would tell a pace at which the next ones are missed. */
    private static final int TOLD = 3;

    private final double[] times = new double[REMEMBERED];
    private final double[] positions = new double[REMEMBERED];
    private final double guessedStep;
    private int count;
    private boolean isFound;
    private boolean wasFound;
    private double time;
    private double position;
    private double step;

    /** @param step at which pace to begin: a guess */
    DelayTrack(double step) {
        guessedStep = step;
        this.step = step;
    }

    /**
     * Goes over a gap in the recording, by the guess: a pace that seconds have told is off by some ppm, which an hour
     * makes tens of milliseconds.
     */
    void leap() {
        step = guessedStep;
        count = 0;
    }

    /** Where it is, null where that is not known. */
    Place place() {
        return isFound ? new Place(time, position, step) : null;
    }

    /** Where it was when it was known last, null where it never was. */
    Place lastKnown() {
        return wasFound ? new Place(time, position, step) : null;
    }

    /** Starts anew at a place; the pace is kept. */
    void jump(double atTime, double atPosition) {
        isFound = true;
        wasFound = true;
        time = atTime;
        position = atPosition;
        count = 0;
    }

    void lose() {
        isFound = false;
    }

    /** Takes in a measurement. */
    void add(double atTime, double atPosition) {
        time = atTime;
        position = atPosition;
        if (count == REMEMBERED) {
            System.arraycopy(times, 1, times, 0, REMEMBERED - 1);
            System.arraycopy(positions, 1, positions, 0, REMEMBERED - 1);
            count--;
        }
        times[count] = atTime;
        positions[count] = atPosition;
        count++;
        if (count >= TOLD) {
            step = slope();
        }
    }

    private double slope() {
        double meanTime = 0;
        double meanPosition = 0;
        for (int i = 0; i < count; i++) {
            meanTime += (times[i] - times[0]) / count;
            meanPosition += (positions[i] - positions[0]) / count;
        }
        double both = 0;
        double square = 0;
        for (int i = 0; i < count; i++) {
            double offTime = times[i] - times[0] - meanTime;
            both += offTime * (positions[i] - positions[0] - meanPosition);
            square += offTime * offTime;
        }
        // No crystal is that far off; what seems so is a jump.
        return Math.max(1 - 1e-3, Math.min(1 + 1e-3, both / square));
    }
}
