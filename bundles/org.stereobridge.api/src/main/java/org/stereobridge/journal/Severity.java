package org.stereobridge.journal;

/** How much an entry matters to the owner. */
public enum Severity {
    /** Nothing is wrong. */
    INFO,
    /** Something may be heard, and the bridge copes with it. */
    WARNING,
    /** Somebody must do something. */
    ERROR
}
