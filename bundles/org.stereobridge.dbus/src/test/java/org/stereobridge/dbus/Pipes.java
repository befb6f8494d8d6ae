package org.stereobridge.dbus;

import java.util.List;
import org.bluez.datatypes.ThreeTuple;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** Somebody who passes descriptors. */
@DBusInterfaceName("org.stereobridge.test.Pipes")
public interface Pipes extends DBusInterface {

    /** Returns what it was given. */
    int echo(int number);

    /** Returns how many there are. */
    int count(List<FileDescriptor> descriptors);

    /** Returns the descriptor that is kept under the number. */
    FileDescriptor one(int number);

    /** Keeps three. */
    void keep(FileDescriptor first, FileDescriptor second, FileDescriptor third);

    /** Returns what is kept, in the opposite order. */
    ThreeTuple<FileDescriptor, FileDescriptor, FileDescriptor> three();
}
