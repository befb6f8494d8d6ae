package org.stereobridge.bluez.internal.avrcp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bluez.Media1;
import org.bluez.MediaControl1;
import org.bluez.MediaPlayer1;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BluezError;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.radio.MediaKey;
import org.stereobridge.radio.RadioStatus.NowPlaying;

/**
 * Between the speakers' buttons and displays and the source: keys go one way, titles the other. Control thread.
 */
public final class RemoteControl implements ObjectTree.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteControl.class);

    private final Bluez bluez;
    private final ObjectTree tree;
    private final Supplier<Optional<String>> source;
    private final Runnable changed;
    private final Buttons buttons;
    private final Set<String> registered = new HashSet<>();
    private NowPlaying shown = new NowPlaying("", "", "", false);

    /**
     * @param source the device path of the source that plays
     * @param changed there is another title
     */
    public RemoteControl(Bluez bluez, ObjectTree tree, Control control, Supplier<Optional<String>> source,
            Runnable changed) {
        this.bluez = bluez;
        this.tree = tree;
        this.source = source;
        this.changed = changed;
        buttons = new Buttons(key -> control.execute(() -> press(key)), () -> control.execute(this::toggle));
    }

    @Override
    public void added(BusObject object) {
        if (object.type().equals(Names.MEDIA)) {
            register(object.path());
        } else if (object.type().equals(Names.PLAYER)) {
            show();
        }
    }

    @Override
    public void changed(BusObject object, Set<String> names) {
        if (object.type().equals(Names.PLAYER)) {
            show();
        }
    }

    @Override
    public void removed(BusObject object) {
        if (object.type().equals(Names.MEDIA)) {
            registered.remove(object.path());
        } else if (object.type().equals(Names.PLAYER)) {
            show();
        }
    }

    private void register(String adapterPath) {
        if (registered.isEmpty()) {
            bluez.export(Buttons.PATH, buttons);
        }
        registered.add(adapterPath);
        bluez.command(adapterPath, Media1.class, adapterPath,
                media -> media.RegisterPlayer(new DBusPath(Buttons.PATH), properties(shown)), outcome -> {
                    if (!outcome.isOk()) {
                        LOG.info("Speakers' buttons do not work: {}", outcome.error());
                    }
                });
    }

    private static Map<String, Variant<?>> properties(NowPlaying playing) {
        Map<String, Variant<?>> properties = new HashMap<>();
        // Without these bluetoothd keeps a key to itself.
        for (String can : List.of("CanControl", "CanPlay", "CanPause", "CanGoNext", "CanGoPrevious")) {
            properties.put(can, new Variant<>(true));
        }
        values(playing).forEach((name, value) -> properties.put(name, (Variant<?>) value));
        return properties;
    }

    private static Map<String, Object> values(NowPlaying playing) {
        Map<String, Variant<?>> metadata = new HashMap<>();
        metadata.put("mpris:trackid", new Variant<>(new DBusPath(Buttons.PATH + "/track")));
        metadata.put("xesam:title", new Variant<>(playing.title()));
        metadata.put("xesam:album", new Variant<>(playing.album()));
        metadata.put("xesam:artist", new Variant<>(List.of(playing.artist()), "as"));
        return Map.of("PlaybackStatus", new Variant<>(playing.isPlaying() ? "Playing" : "Paused"),
                "Metadata", new Variant<>(metadata, "a{sv}"), "Identity", new Variant<>("Stereobridge"));
    }

    /** Tells the speakers what the source says that it plays. */
    public void show() {
        NowPlaying now = nowPlaying().orElse(new NowPlaying("", "", "", false));
        if (!now.equals(shown)) {
            shown = now;
            bluez.tellChanged(Buttons.PATH, MprisPlayer.NAME, values(now));
            changed.run();
        }
    }

    private Optional<BusObject> player() {
        return source.get().flatMap(path -> tree.all(Names.PLAYER)
                .filter(player -> player.path().startsWith(path + "/")).findFirst());
    }

    /** What the source says that it plays; empty where it says nothing. */
    public Optional<NowPlaying> nowPlaying() {
        return player().map(player -> {
            Map<String, String> track = player.dictionary("Track");
            return new NowPlaying(track.getOrDefault("Title", ""), track.getOrDefault("Artist", ""),
                    track.getOrDefault("Album", ""), player.text("Status").equals("playing"));
        });
    }

    private void toggle() {
        press(nowPlaying().filter(NowPlaying::isPlaying).isPresent() ? MediaKey.PAUSE : MediaKey.PLAY);
    }

    /** Presses a key of the source. */
    public void press(MediaKey key) {
        Optional<String> device = source.get();
        Optional<BusObject> player = player();
        if (player.isPresent()) {
            bluez.command("keys", MediaPlayer1.class, player.get().path(), remote -> press(remote, key),
                    outcome -> pressed(key, outcome.error()));
        } else if (device.isPresent()) {
            bluez.command("keys", MediaControl1.class, device.get(), remote -> press(remote, key),
                    outcome -> pressed(key, outcome.error()));
        }
    }

    private static void pressed(MediaKey key, BluezError error) {
        if (error != null) {
            LOG.info("The source does not take {}: {}", key, error);
        }
    }

    private static void press(MediaPlayer1 player, MediaKey key) throws DBusException {
        switch (key) {
            case PLAY -> player.Play();
            case PAUSE -> player.Pause();
            case STOP -> player.Stop();
            case NEXT -> player.Next();
            case PREVIOUS -> player.Previous();
        }
    }

    /** What BlueZ has for sources without a player, and calls deprecated. */
    @SuppressWarnings("deprecation")
    private static void press(MediaControl1 control, MediaKey key) {
        switch (key) {
            case PLAY -> control.Play();
            case PAUSE -> control.Pause();
            case STOP -> control.Stop();
            case NEXT -> control.Next();
            case PREVIOUS -> control.Previous();
        }
    }

    /** bluetoothd has gone. */
    public void reset() {
        registered.clear();
        bluez.unexport(Buttons.PATH);
    }
}
