package org.stereobridge.bluez.internal.avrcp;

import java.util.function.Consumer;
import org.stereobridge.radio.MediaKey;

/** A speaker's buttons. To bluetoothd it is a media player, which it plays, pauses and so on. D-Bus threads. */
final class Buttons implements MprisPlayer {

    static final String PATH = "/org/stereobridge/player";

    private final Consumer<MediaKey> pressed;
    private final Runnable toggled;

    Buttons(Consumer<MediaKey> pressed, Runnable toggled) {
        this.pressed = pressed;
        this.toggled = toggled;
    }

    @Override
    public void Play() {
        pressed.accept(MediaKey.PLAY);
    }

    @Override
    public void Pause() {
        pressed.accept(MediaKey.PAUSE);
    }

    @Override
    public void PlayPause() {
        toggled.run();
    }

    @Override
    public void Stop() {
        pressed.accept(MediaKey.STOP);
    }

    @Override
    public void Next() {
        pressed.accept(MediaKey.NEXT);
    }

    @Override
    public void Previous() {
        pressed.accept(MediaKey.PREVIOUS);
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
