package org.stereobridge.dbus.internal;

import org.freedesktop.dbus.messages.Message;

/** Written last: has dbus-java close the connection from its writing thread, after all that was sent before. */
public final class Farewell extends Message {
}
