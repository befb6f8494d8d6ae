package org.stereobridge.shell.internal;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stereobridge.calibration.Calibrations;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.Routing;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.RealTimeProbe;
import org.stereobridge.sync.SkewProbe;

/**
 * The Gogo commands of the scope {@code bridge}. Each takes its arguments as text, so that a mistake is answered by a
 * line that says what is allowed, and not by Gogo's own about types.
 */
@Component(service = BridgeCommands.class, property = {"osgi.command.scope=bridge", "osgi.command.function=status",
        "osgi.command.function=speakers", "osgi.command.function=route", "osgi.command.function=gain",
        "osgi.command.function=trim", "osgi.command.function=eq", "osgi.command.function=drift"})
public final class BridgeCommands {

    private static final String TRIM = "trim SPEAKER [MS [here] | off here]";
    private static final String HERE = "here";

    private final InstantSource clock;
    private final List<SkewProbe> probes = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BridgeMonitor monitor;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Routing routing;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RealTimeProbe realTime;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Calibrations calibrations;

    @Activate
    public BridgeCommands() {
        this(InstantSource.system());
    }

    /** @param clock for the ages of what is shown */
    BridgeCommands(InstantSource clock) {
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProbe(SkewProbe probe) {
        probes.add(probe);
    }

    void removeProbe(SkewProbe probe) {
        probes.remove(probe);
    }

    @Descriptor("shows what the bridge does: input, speakers, air, latency, skew")
    public String status() {
        BridgeMonitor present = monitor();
        RealTimeProbe probe = realTime;
        return StatusText.status(present.status(), present.air(), probes,
                probe == null ? Optional.empty() : probe.care(), clock.instant());
    }

    @Descriptor("lists the speakers and what each plays")
    public String speakers() {
        return StatusText.speakers(monitor().status(), clock.instant());
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
    public String trim(@Descriptor("SPEAKER (id or name) [MS, -100 to 100, for all codecs and adapters | "
            + "MS here, for those that it has now | off here]") String... args) {
        if (args.length == 3 && args[2].equalsIgnoreCase(HERE)) {
            return trimHere(find(router(), args[0]), args[1]);
        }
        return speaker(TRIM, 1, args, (settings, values) -> settings.withTrimNs(trimNs(values.get(0))));
    }

    private String trimHere(SpeakerSettings settings, String typed) {
        Calibrations present = Arguments.present(calibrations, "no trim can be kept: the sync bundle is not active");
        OptionalLong ns = typed.equalsIgnoreCase("off") ? OptionalLong.empty() : OptionalLong.of(trimNs(typed));
        try {
            present.trim(settings.speakerId(), ns);
            return trimmed(settings);
        } catch (IllegalArgumentException | IOException e) {
            throw new CommandRefused(e.getMessage());
        }
    }

    private static long trimNs(String typed) {
        return Math.round(1e6 * Arguments.number(typed, "trim is -100 to 100 ms"));
    }

    /** With the trim that goes before it, where there is one. */
    private String trimmed(SpeakerSettings settings) {
        Calibrations present = calibrations;
        OptionalLong here = present == null ? OptionalLong.empty() : present.trimNs(settings.speakerId());
        return StatusText.speaker(settings) + (here.isEmpty() ? ""
                : Words.fixed("; here trim %.3f ms instead", here.getAsLong() / 1e6));
    }

    @Descriptor("shows or sets how fast the clock of a speaker is that does not follow its source")
    public String drift(@Descriptor("SPEAKER (id or name) [PPM, -300 to 300, 0: it follows]") String... args) {
        return speaker("drift SPEAKER [PPM]", 1, args, (settings, values) ->
                settings.withDriftPpm(Arguments.number(values.get(0), "drift is -300 to 300 ppm")));
    }

    @Descriptor("shows or sets a speaker's equaliser")
    public String eq(@Descriptor("SPEAKER (id or name) [flat | up to 5 of SHAPE,HZ,DB,Q such as peak,1000,-3,1.4; "
            + "shapes: low-shelf, peak, high-shelf]") String... args) {
        return speaker("eq SPEAKER [flat | SHAPE,HZ,DB,Q ...]", EqBand.BANDS, args, (settings, values) ->
                settings.withEq(values.equals(List.of("flat")) ? List.of()
                        : values.stream().map(EqBand::parse).toList()));
    }

    private String speaker(String usage, int most, String[] args,
            BiFunction<SpeakerSettings, List<String>, SpeakerSettings> change) {
        if (args.length < 1 || args.length > 1 + most) {
            throw new CommandRefused("usage: " + usage);
        }
        Routing router = router();
        SpeakerSettings settings = find(router, args[0]);
        if (args.length == 1) {
            return trimmed(settings);
        }
        try {
            SpeakerSettings changed = change.apply(settings, List.of(args).subList(1, args.length));
            router.speaker(changed);
            return trimmed(changed);
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

    private BridgeMonitor monitor() {
        return Arguments.present(monitor, "the bridge does not run: the router's bundle is not active");
    }

    private Routing router() {
        return Arguments.present(routing, "nothing can be set: the router's bundle is not active");
    }
}
