package org.stereobridge.journal;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps the last things that happened, each once. Any thread but the audio thread. */
@ProviderType
public interface Journal {

    /**
     * Writes an entry, or counts it to one that says the same. What would flood the journal is counted to an entry that
     * says so.
     *
     * @param subject whom it concerns: a device's name, {@code source}, {@code speakers}
     * @param what what happened, as a sentence without its subject and without figures that would make each one differ
     * @param done what the bridge did about it; empty where there is nothing to do
     */
    void add(Severity severity, String subject, String what, String done);

    /** A snapshot, the latest first. */
    List<Entry> entries();

    /** Grows with each {@link #add}, so that one sees whether there is something new. */
    long changes();
}
