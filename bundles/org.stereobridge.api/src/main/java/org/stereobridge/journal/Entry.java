package org.stereobridge.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened. Texts may hold names from the air and are not trusted.
 *
 * @param number 1 for the first entry since the bridge started
 * @param firstAt when it happened, by the machine's clock, which may be wrong until it is set from the network
 * @param lastAt when it happened last
 * @param count how often it happened, at least 1
 * @param what what happened, of the subject
 * @param done what the bridge did; may be empty
 */
public record Entry(long number, Instant firstAt, Instant lastAt, int count, Severity severity, String subject,
        String what, String done) {

    public Entry {
        Objects.requireNonNull(firstAt, "firstAt");
        Objects.requireNonNull(lastAt, "lastAt");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(done, "done");
        if (number < 1 || count < 1) {
            throw new IllegalArgumentException("number=" + number + " count=" + count);
        }
    }

    /** Whether both say the same of the same subject. */
    public boolean isLike(Entry other) {
        return severity == other.severity && subject.equals(other.subject) && what.equals(other.what)
                && done.equals(other.done);
    }

    /** The same, once more. */
    public Entry again(Instant at) {
        return new Entry(number, firstAt, at, Math.addExact(count, 1), severity, subject, what, done);
    }
}
