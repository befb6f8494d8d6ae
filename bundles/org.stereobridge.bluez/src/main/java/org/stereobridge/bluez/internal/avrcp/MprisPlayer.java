package org.stereobridge.bluez.internal.avrcp;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** What bluetoothd calls of a media player, when a speaker's buttons are pressed (MPRIS 2.2). */
@DBusInterfaceName(MprisPlayer.NAME)
public interface MprisPlayer extends DBusInterface {

    String NAME = "org.mpris.MediaPlayer2.Player";

    void Play();

    void Pause();

    void PlayPause();

    void Stop();

    void Next();

    void Previous();
}
