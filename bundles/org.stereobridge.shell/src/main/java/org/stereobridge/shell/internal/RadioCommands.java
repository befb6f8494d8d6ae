package org.stereobridge.shell.internal;

import java.time.Duration;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stereobridge.radio.MediaKey;
import org.stereobridge.radio.Radio;
import org.stereobridge.radio.RadioException;
import org.stereobridge.radio.RadioStatus;

/** The Gogo commands of the scope {@code bridge} that are for a radio with real devices, as {@link BridgeCommands}. */
@Component(service = RadioCommands.class, property = {"osgi.command.scope=bridge", "osgi.command.function=radio",
        "osgi.command.function=devices", "osgi.command.function=pair", "osgi.command.function=scan",
        "osgi.command.function=add", "osgi.command.function=connect", "osgi.command.function=disconnect",
        "osgi.command.function=forget", "osgi.command.function=play", "osgi.command.function=pause",
        "osgi.command.function=stop", "osgi.command.function=next", "osgi.command.function=previous"})
public final class RadioCommands {

    private static final String STOP = "stop";
    private static final String SEE = "; bridge:devices shows what comes of it";

    private final boolean isSimulated;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Radio radio;

    @Activate
    public RadioCommands(BundleContext context) {
        this("simulator".equals(context.getProperty("stereobridge.radio")));
    }

    RadioCommands(boolean isSimulated) {
        this.isSimulated = isSimulated;
    }

    @Descriptor("shows how the radio is: adapters, pairing window, scan, what the source plays")
    public String radio() {
        return RadioText.radio(present().status());
    }

    @Descriptor("lists the devices that are paired, connected or were found by a scan")
    public String devices() {
        return RadioText.devices(present().status());
    }

    @Descriptor("lets an Echo or phone find the bridge, pair and connect")
    public String pair(@Descriptor("[SECONDS, 1 to 1800 | stop]") String... args) {
        String usage = "pair [SECONDS | stop]";
        if (isStop(usage, args)) {
            return done(Radio::closePairingWindow, "pairing window closed");
        }
        String answer = "pairing window opens: let the Echo or phone look for a Bluetooth device, and choose "
                + present().status().adapters().stream()
                        .filter(adapter -> adapter.duties().contains(RadioStatus.Duty.SOURCE))
                        .map(adapter -> Words.name(adapter.name())).findFirst().orElse("the bridge");
        if (args.length == 0) {
            return done(Radio::openPairingWindow, answer);
        }
        double seconds = Arguments.number(args[0], "pairing window is 1 to 1800 s");
        return done(present -> present.openPairingWindow(Duration.ofMillis(Math.round(1e3 * seconds))), answer);
    }

    @Descriptor("looks for speakers for a minute, or stops looking")
    public String scan(@Descriptor("[stop]") String... args) {
        String usage = "scan [stop]";
        if (isStop(usage, args)) {
            return done(Radio::stopScan, "scan stopped");
        }
        if (args.length > 0) {
            throw usage(usage);
        }
        return done(Radio::startScan, "looking for speakers for a minute; bridge:devices lists them, bridge:add takes "
                + "one");
    }

    @Descriptor("pairs with a speaker that a scan found, and keeps it connected from then on")
    public String add(@Descriptor("DEVICE (id or name)") String... args) {
        return device("add DEVICE", args, Radio::addSpeaker, "adding");
    }

    @Descriptor("connects a device now")
    public String connect(@Descriptor("DEVICE (id or name)") String... args) {
        return device("connect DEVICE", args, Radio::connect, "connecting");
    }

    @Descriptor("disconnects a device, until bridge:connect or the next start")
    public String disconnect(@Descriptor("DEVICE (id or name)") String... args) {
        return device("disconnect DEVICE", args, Radio::disconnect, "disconnecting");
    }

    @Descriptor("disconnects a device and forgets that it was paired")
    public String forget(@Descriptor("DEVICE (id or name)") String... args) {
        return device("forget DEVICE", args, Radio::forget, "forgetting");
    }

    @Descriptor("lets the source play")
    public String play() {
        return press(MediaKey.PLAY);
    }

    @Descriptor("lets the source pause")
    public String pause() {
        return press(MediaKey.PAUSE);
    }

    @Descriptor("lets the source stop")
    public String stop() {
        return press(MediaKey.STOP);
    }

    @Descriptor("lets the source play the next piece")
    public String next() {
        return press(MediaKey.NEXT);
    }

    @Descriptor("lets the source play the previous piece")
    public String previous() {
        return press(MediaKey.PREVIOUS);
    }

    private String press(MediaKey key) {
        return done(present -> present.press(key), "asked the source: " + Words.word(key));
    }

    private static boolean isStop(String usage, String... args) {
        if (args.length > 1) {
            throw usage(usage);
        }
        return args.length == 1 && args[0].equals(STOP);
    }

    private String device(String usage, String[] args, DeviceCommand command, String doing) {
        if (args.length != 1) {
            throw usage(usage);
        }
        List<Arguments.Named> devices = present().status().devices().stream()
                .map(device -> new Arguments.Named(device.id(), device.name())).toList();
        Arguments.Named found = Arguments.find(args[0], "devices", devices).orElseThrow(() ->
                new CommandRefused("no device \"" + args[0] + "\": " + (devices.isEmpty() ? "none is known"
                        : "bridge:devices lists those that are known") + ", bridge:scan looks for speakers"));
        return done(present -> command.give(present, found.id()), doing + " " + found + SEE);
    }

    private String done(Command command, String answer) {
        try {
            command.give(present());
            return answer;
        } catch (RadioException | IllegalArgumentException e) {
            throw new CommandRefused(Words.sentence(String.valueOf(e.getMessage())));
        }
    }

    private Radio present() {
        Radio present = radio;
        if (present == null) {
            throw new CommandRefused(isSimulated ? "the radio is simulated, its devices need no pairing: start with "
                    + "--radio bluez for real ones" : "the radio does not run: its bundle is not active");
        }
        return present;
    }

    private static CommandRefused usage(String usage) {
        return new CommandRefused("usage: " + usage);
    }

    /** What can be asked of a radio. */
    private interface Command {

        void give(Radio radio) throws RadioException;
    }

    /** What can be asked of a radio about a device. */
    private interface DeviceCommand {

        void give(Radio radio, String id) throws RadioException;
    }
}
