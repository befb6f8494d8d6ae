package org.stereobridge.itests.lab;

import java.io.IOException;

/** The lab says no: what bluetoothd or a guest answered is in the message. */
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
