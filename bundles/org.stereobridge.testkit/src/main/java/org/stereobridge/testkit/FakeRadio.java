package org.stereobridge.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.stereobridge.radio.MediaKey;
import org.stereobridge.radio.Radio;
import org.stereobridge.radio.RadioException;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.radio.RadioStatus.Device;
import org.stereobridge.radio.RadioStatus.Trouble;

/**
 * A radio with two adapters, whose devices a test gives. It notes which commands it was given, and shows at once the
 * pairing window and the scan that they begin or end.
 */
public final class FakeRadio implements Radio {

    private static final Duration CONFIGURED = Duration.ofMinutes(3);
    private static final int LOUDSPEAKER = 0x240414;
    private static final int PHONE = 0x5a020c;

    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private Optional<RadioStatus.NowPlaying> nowPlaying = Optional.empty();
    private String problem = "";
    private Duration window = Duration.ZERO;
    private boolean isScanning;

    /** An Echo that streams. Gives itself back. */
    public FakeRadio source(String id, String name) {
        devices.put(id, new Device(id, name, "hci0", RadioStatus.Role.SOURCE, RadioStatus.Link.STREAMING, PHONE,
                OptionalInt.empty(), false, true, Optional.empty()));
        return this;
    }

    /** A speaker that is connected, or that waits for its next try because of its trouble. Gives itself back. */
    public FakeRadio speaker(String id, String name, Optional<Trouble> trouble) {
        devices.put(id, new Device(id, name, "hci1", RadioStatus.Role.SPEAKER,
                trouble.isPresent() ? RadioStatus.Link.WAITING : RadioStatus.Link.CONNECTED, LOUDSPEAKER,
                OptionalInt.empty(), true, true, trouble));
        return this;
    }

    /** A speaker that a scan found. Gives itself back. */
    public FakeRadio stranger(String id, String name, int rssiDbm) {
        devices.put(id, new Device(id, name, "hci1", RadioStatus.Role.STRANGER, RadioStatus.Link.APART, LOUDSPEAKER,
                OptionalInt.of(rssiDbm), true, false, Optional.empty()));
        return this;
    }

    public void play(String title, String artist) {
        nowPlaying = Optional.of(new RadioStatus.NowPlaying(title, artist, "", true));
    }

    /** The source says that it pauses. */
    public void pause() {
        nowPlaying = Optional.of(new RadioStatus.NowPlaying("", "", "", false));
    }

    /** The source does not say what it does. */
    public void silence() {
        nowPlaying = Optional.empty();
    }

    /** A device's link is now like this. */
    public void link(String id, RadioStatus.Link link) {
        devices.computeIfPresent(id, (same, old) -> new Device(id, old.name(), old.adapter(), old.role(), link,
                old.deviceClass(), old.rssiDbm(), old.isSpeaker(), old.isPaired(), old.trouble()));
    }

    /** From now on there is no bluetoothd, and every command that needs it is refused; until why is empty. */
    public void fail(String why) {
        problem = why;
    }

    /** As a line each, such as {@code connect 00:01}. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public RadioStatus status() {
        return new RadioStatus(problem.isEmpty() ? RadioStatus.State.READY : RadioStatus.State.NO_DAEMON, problem,
                List.of(new RadioStatus.Adapter("hci0", "00:00", "Stereobridge", true, Set.of(RadioStatus.Duty.SOURCE)),
                        new RadioStatus.Adapter("hci1", "00:99", "Stereobridge", false, Set.of())),
                List.copyOf(devices.values()), window.toNanos(), isScanning, nowPlaying);
    }

    @Override
    public void openPairingWindow(Duration length) throws RadioException {
        if (length.isZero() || length.isNegative() || length.toMinutes() > 30) {
            throw new IllegalArgumentException("the pairing window is open for 1 s to 30 minutes: " + length.toSeconds()
                    + " s");
        }
        begin("openPairingWindow " + length.toSeconds());
        window = length;
    }

    @Override
    public void openPairingWindow() throws RadioException {
        begin("openPairingWindow");
        window = CONFIGURED;
    }

    @Override
    public void closePairingWindow() {
        commands.add("closePairingWindow");
        window = Duration.ZERO;
    }

    @Override
    public void startScan() throws RadioException {
        begin("startScan");
        isScanning = true;
    }

    @Override
    public void stopScan() {
        commands.add("stopScan");
        isScanning = false;
    }

    @Override
    public void addSpeaker(String id) throws RadioException {
        begin("addSpeaker " + id);
    }

    @Override
    public void connect(String id) throws RadioException {
        begin("connect " + id);
    }

    @Override
    public void disconnect(String id) throws RadioException {
        begin("disconnect " + id);
    }

    @Override
    public void forget(String id) throws RadioException {
        begin("forget " + id);
    }

    @Override
    public void press(MediaKey key) throws RadioException {
        begin("press " + key);
    }

    private void begin(String command) throws RadioException {
        if (!problem.isEmpty()) {
            throw new RadioException(problem);
        }
        commands.add(command);
    }
}
