package org.stereobridge.radio;

/** Keys by which a source is controlled (AVRCP pass-through commands). */
public enum MediaKey {
    PLAY, PAUSE, STOP, NEXT, PREVIOUS
}
