package org.stereobridge.shell.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.Routing;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.sync.SkewProbe;

/**
 * The Gogo commands of the scope {@code bridge}. Each takes its arguments as text, so that a mistake is answered by a
 * line that says what is allowed, and not by Gogo's own about types.
 */
@Component(service = BridgeCommands.class, property = {"osgi.command.scope=bridge", "osgi.command.function=status",
        "osgi.command.function=speakers", "osgi.command.function=route", "osgi.command.function=gain",
        "osgi.command.function=trim", "osgi.command.function=eq", "osgi.command.function=mode",
        "osgi.command.function=master", "osgi.command.function=balance"})
public final class BridgeCommands {

    private final List<SkewProbe> probes = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BridgeMonitor monitor;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Routing routing;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProbe(SkewProbe probe) {
        probes.add(probe);
    }

    void removeProbe(SkewProbe probe) {
        probes.remove(probe);
    }

    @Descriptor("shows what the bridge does: input, latency, skew")
    public String status() {
        return StatusText.status(bridgeStatus(), probes);
    }

    @Descriptor("lists the speakers and what each plays")
    public String speakers() {
        return StatusText.speakers(bridgeStatus());
    }

    @Descriptor("shows or sets what a speaker plays")
    public String route(
            @Descriptor("SPEAKER (id or name) [left | right | mono | L,R such as 0.7,0.3]") String... args) {
        return speaker("route SPEAKER [left | right | mono | L,R]", 1, args, (settings, values) ->
                settings.withRow(MixRow.parse(values.get(0))));
    }

    @Descriptor("shows or sets a speaker's gain")
    public String gain(@Descriptor("SPEAKER (id or name) [DB, -60 to 12]") String... args) {
        return speaker("gain SPEAKER [DB]", 1, args, (settings, values) ->
                settings.withGainDb(Arguments.number(values.get(0), "gain is -60 to 12 dB")));
    }

    @Descriptor("shows or sets how much later a speaker plays than the bridge reckons")
    public String trim(@Descriptor("SPEAKER (id or name) [MS, -100 to 100]") String... args) {
        return speaker("trim SPEAKER [MS]", 1, args, (settings, values) ->
                settings.withTrimNs(Math.round(1e6 * Arguments.number(values.get(0), "trim is -100 to 100 ms"))));
    }

    @Descriptor("shows or sets a speaker's equaliser")
    public String eq(@Descriptor("SPEAKER (id or name) [flat | up to 5 of SHAPE,HZ,DB,Q such as peak,1000,-3,1.4; "
            + "shapes: low-shelf, peak, high-shelf]") String... args) {
        return speaker("eq SPEAKER [flat | SHAPE,HZ,DB,Q ...]", EqBand.BANDS, args, (settings, values) ->
                settings.withEq(values.equals(List.of("flat")) ? List.of()
                        : values.stream().map(EqBand::parse).toList()));
    }

    @Descriptor("shows or sets how the two channels are seen")
    public String mode(@Descriptor("[stereo | swap | mono]") String... args) {
        return programme("mode [stereo | swap | mono]", args, (now, value) ->
                new ProgrammeSettings(programmeMode(value), now.masterDb(), now.balance()));
    }

    @Descriptor("shows or sets the gain of all speakers")
    public String master(@Descriptor("[DB, -80 to 0]") String... args) {
        return programme("master [DB]", args, (now, value) ->
                new ProgrammeSettings(now.mode(), Arguments.number(value, "master is -80 to 0 dB"), now.balance()));
    }

    @Descriptor("shows or sets the balance of left and right")
    public String balance(@Descriptor("[-1 (left alone) to 1 (right alone)]") String... args) {
        return programme("balance [-1 to 1]", args, (now, value) ->
                new ProgrammeSettings(now.mode(), now.masterDb(), Arguments.number(value, "balance is -1 to 1")));
    }

    private String speaker(String usage, int most, String[] args,
            BiFunction<SpeakerSettings, List<String>, SpeakerSettings> change) {
        if (args.length < 1 || args.length > 1 + most) {
            throw new CommandRefused("usage: " + usage);
        }
        Routing router = router();
        SpeakerSettings settings = find(router, args[0]);
        if (args.length == 1) {
            return StatusText.speaker(settings);
        }
        try {
            SpeakerSettings changed = change.apply(settings, List.of(args).subList(1, args.length));
            router.speaker(changed);
            return StatusText.speaker(changed);
        } catch (IllegalArgumentException | IOException e) {
            throw new CommandRefused(e.getMessage());
        }
    }

    private String programme(String usage, String[] args,
            BiFunction<ProgrammeSettings, String, ProgrammeSettings> change) {
        if (args.length > 1) {
            throw new CommandRefused("usage: " + usage);
        }
        Routing router = router();
        if (args.length == 0) {
            return StatusText.programme(router.programme());
        }
        try {
            ProgrammeSettings changed = change.apply(router.programme(), args[0]);
            router.programme(changed);
            return StatusText.programme(changed);
        } catch (IllegalArgumentException | IOException e) {
            throw new CommandRefused(e.getMessage());
        }
    }

    /** By id or name of a connected speaker, or by the id of one that is configured. */
    private SpeakerSettings find(Routing router, String wanted) {
        BridgeMonitor present = monitor;
        List<Arguments.Named> speakers = present == null ? List.of() : present.status().speakers().stream()
                .map(speaker -> new Arguments.Named(speaker.id(), speaker.name())).toList();
        String id = Arguments.find(wanted, "speakers", speakers).map(Arguments.Named::id).orElse(wanted);
        try {
            return router.speaker(id);
        } catch (IllegalArgumentException e) {
            throw new CommandRefused("no speaker \"" + wanted + "\": " + (speakers.isEmpty() ? "none is connected"
                    : "connected are " + String.join(", ", speakers.stream().map(Object::toString).toList())));
        }
    }

    private BridgeStatus bridgeStatus() {
        BridgeMonitor present = monitor;
        if (present == null) {
            throw new CommandRefused("the bridge does not run: the router's bundle is not active");
        }
        return present.status();
    }

    private Routing router() {
        Routing present = routing;
        if (present == null) {
            throw new CommandRefused("nothing can be set: the router's bundle is not active");
        }
        return present;
    }

    private static ProgrammeMode programmeMode(String text) {
        for (ProgrammeMode mode : ProgrammeMode.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw new CommandRefused("mode is stereo, swap or mono: " + text);
    }
}
