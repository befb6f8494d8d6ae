package org.stereobridge.shell.internal;

import java.io.IOException;
import java.util.function.BiFunction;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.Routing;

/** The Gogo commands of the scope {@code bridge} that are for all speakers together, as {@link BridgeCommands}. */
@Component(service = ProgrammeCommands.class, property = {"osgi.command.scope=bridge", "osgi.command.function=mode",
        "osgi.command.function=master", "osgi.command.function=balance", "osgi.command.function=loudness"})
public final class ProgrammeCommands {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Routing routing;

    @Descriptor("shows or sets how the two channels are seen")
    public String mode(@Descriptor("[stereo | swap | mono | party]") String... args) {
        return programme("mode [stereo | swap | mono | party]", args, (now, value) ->
                now.withMode(programmeMode(value)));
    }

    @Descriptor("shows or sets the gain of all speakers")
    public String master(@Descriptor("[DB, -80 to 0]") String... args) {
        return programme("master [DB]", args, (now, value) ->
                now.withMasterDb(Arguments.number(value, "master is -80 to 0 dB")));
    }

    @Descriptor("shows or sets the balance of left and right")
    public String balance(@Descriptor("[-1 (left alone) to 1 (right alone)]") String... args) {
        return programme("balance [-1 to 1]", args, (now, value) ->
                now.withBalance(Arguments.number(value, "balance is -1 to 1")));
    }

    @Descriptor("shows or sets whether left and right are equally loud where more speakers play the one")
    public String loudness(@Descriptor("[equal | own]") String... args) {
        return programme("loudness [equal | own]", args, (now, value) -> now.withEquallyLoud(isEqual(value)));
    }

    private static boolean isEqual(String typed) {
        if (typed.equalsIgnoreCase("equal") || typed.equalsIgnoreCase("own")) {
            return typed.equalsIgnoreCase("equal");
        }
        throw new CommandRefused("loudness is equal or own: " + typed);
    }

    private String programme(String usage, String[] args,
            BiFunction<ProgrammeSettings, String, ProgrammeSettings> change) {
        if (args.length > 1) {
            throw new CommandRefused("usage: " + usage);
        }
        Routing router = Arguments.present(routing, "nothing can be set: the router's bundle is not active");
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

    private static ProgrammeMode programmeMode(String text) {
        for (ProgrammeMode mode : ProgrammeMode.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw new CommandRefused("mode is stereo, swap, mono or party: " + text);
    }
}
