package org.stereobridge.bluez.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.stereobridge.bluez.internal.bus.Lanes;
import org.stereobridge.bluez.internal.device.Devices;
import org.stereobridge.bluez.internal.link.SocketWaiter;
import org.stereobridge.bluez.internal.standin.StandInBluez;
import org.stereobridge.bluez.internal.standin.StandInDevices;
import org.stereobridge.bluez.internal.standin.StandInMedia;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.dbus.Bus;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.testkit.PrivateBus;

/** The radio on a bus of its own, with a bluetoothd that the test commands. Time moves only when the test says so. */
final class LiveRadio implements AutoCloseable {

    static final long SECOND_NS = 1_000_000_000L;
    static final String ECHO = "00:11:22:33:44:01";
    static final String LEFT = "00:11:22:33:44:02";
    static final String RIGHT = "00:11:22:33:44:03";

    private final Path folder;
    private PrivateBus daemon;
    private StandInBluez bluez;
    private final LiveControl control = new LiveControl();
    private final Lanes lanes = new Lanes(control);
    private final FakeLinks links = new FakeLinks();
    private final FakeMaster master = new FakeMaster();
    private final FakeStore store = new FakeStore(this::devices);
    private final RadioCore core;
    private volatile OptionalLong heardAfterNs = OptionalLong.empty();

    private LiveRadio(Path folder, CodecProvider... lesser) {
        this.folder = folder;
        startBus();
        String address = daemon.address();
        var codecs = new Codecs();
        codecs.add(0, new FakeSbc());
        for (int i = 0; i < lesser.length; i++) {
            codecs.add(-1 - i, lesser[i]);
        }
        var settings = new RadioSettings("Bridge", "auto", List.of("auto"), 2, Duration.ofMinutes(3), 30 * SECOND_NS,
                100, List.of("Stubborn"), true);
        core = new RadioCore(onLoss -> Bus.open(address, onLoss), control, lanes, settings, new RadioCore.Surroundings(
                codecs, links, store, (adapter, deviceClass) -> { }, () -> master, () -> heardAfterNs,
                new SocketWaiter(control, 0)));
    }

    /**
     * A bus, bluetoothd with hci0, and the radio, which is ready when this returns.
     *
     * @param lesser codecs beside SBC, of lower ranks
     */
    static LiveRadio start(Path folder, CodecProvider... lesser) {
        var radio = new LiveRadio(folder, lesser);
        radio.bluez.devices().plug("hci0");
        radio.open();
        radio.awaitReady();
        return radio;
    }

    /** The same without an adapter, and without waiting. */
    static LiveRadio startBare(Path folder) {
        var radio = new LiveRadio(folder);
        radio.open();
        return radio;
    }

    private void open() {
        control.execute(core::open);
    }

    /** Our endpoints are registered, the agent and the player too. */
    void awaitReady() {
        control.awaitInTime("the radio", () -> core.status().state() == RadioStatus.State.READY
                && core.status().adapters().get(0).isPowered());
        try {
            bluez.next("Media1.RegisterApplication");
            bluez.next("Media1.RegisterPlayer");
            bluez.next("AgentManager1.RequestDefaultAgent");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts dbus-daemon and bluetoothd, which has no adapter yet. */
    void startBus() {
        daemon = PrivateBus.start(folder);
        bluez = new StandInBluez(daemon.address());
    }

    /** Kills dbus-daemon; bluetoothd goes with it. */
    void killBus() {
        daemon.close();
        bluez.close();
    }

    StandInBluez bluez() {
        return bluez;
    }

    StandInDevices around() {
        return bluez.devices();
    }

    StandInMedia media() {
        return bluez.media();
    }

    LiveControl control() {
        return control;
    }

    FakeLinks links() {
        return links;
    }

    FakeMaster master() {
        return master;
    }

    FakeStore store() {
        return store;
    }

    RadioCore core() {
        return core;
    }

    private Devices devices() {
        return core.devices();
    }

    void heardAfter(long ns) {
        heardAfterNs = OptionalLong.of(ns);
    }

    /** The owner's command. */
    void command(Consumer<Devices> command) {
        control.execute(() -> command.accept(core.devices()));
    }

    void await(String what, Predicate<RadioStatus> condition) {
        control.await(what, () -> condition.test(core.status()));
    }

    void awaitInTime(String what, Predicate<RadioStatus> condition) {
        control.awaitInTime(what, () -> condition.test(core.status()));
    }

    /** Waits, while time passes, until the device is that far. */
    void awaitLink(String address, RadioStatus.Link link) {
        awaitInTime(address + " to be " + link, status -> device(status, address).map(RadioStatus.Device::link)
                .filter(link::equals).isPresent());
    }

    /** Waits until something is wrong with the device, and returns it. */
    RadioStatus.Trouble awaitTrouble(String address) {
        awaitInTime("trouble with " + address, status -> device(status, address)
                .flatMap(RadioStatus.Device::trouble).isPresent());
        return device(core.status(), address).flatMap(RadioStatus.Device::trouble).orElseThrow();
    }

    static Optional<RadioStatus.Device> device(RadioStatus status, String address) {
        return status.devices().stream().filter(device -> device.id().equals(address)).findFirst();
    }

    /** Pairs a source, which connects; returns its transport's path. */
    String connectSource(String address) throws Exception {
        String path = around().bring("/org/bluez/hci0", address, "Echo", StandInDevices.A2DP_SOURCE);
        around().bond(path);
        String transport = media().configure(path, StandInDevices.A2DP_SOURCE);
        awaitLink(address, RadioStatus.Link.CONNECTED);
        return transport;
    }

    /** Pairs a source, which plays; returns its transport's path. */
    String playSource(String address) throws Exception {
        String transport = connectSource(address);
        media().start(transport);
        awaitLink(address, RadioStatus.Link.STREAMING);
        return transport;
    }

    /** Adds a speaker that is near, and waits until it is connected; returns its path. */
    String addSpeaker(String address, String name) {
        String path = around().bring("/org/bluez/hci0", address, name, StandInDevices.A2DP_SINK);
        command(devices -> devices.join(address));
        awaitInTime(address + " to be connected", status -> device(status, address).map(RadioStatus.Device::link)
                .filter(link -> link == RadioStatus.Link.CONNECTED || link == RadioStatus.Link.STREAMING).isPresent());
        return path;
    }

    /** Waits until the radio has heard all that bluetoothd has told: signals come in their order. */
    void awaitSignals() {
        bluez.change("/org/bluez/hci0", StandInDevices.ADAPTER, "Alias", "told");
        await("the last signal", status -> status.adapters().get(0).name().equals("told"));
    }

    /** Closes the pairing window, and waits until the adapter is hidden. */
    void hide() {
        command(Devices::closeWindow);
        control.await("the adapter to be hidden", () -> Boolean.FALSE.equals(bluez.value("/org/bluez/hci0",
                StandInDevices.ADAPTER, "Discoverable")) && bluez.calls("Set Adapter1.Discoverable") == 2);
    }

    /** Ends the radio. Nothing may have gone wrong on the control thread. */
    void end() {
        control.execute(core::close);
        List<RuntimeException> mistakes = control.mistakes();
        lanes.close();
        mistakes.forEach(Throwable::printStackTrace);
        assertEquals(List.of(), mistakes);
    }

    @Override
    public void close() {
        try {
            end();
        } finally {
            control.close();
            bluez.close();
            daemon.close();
        }
    }
}
