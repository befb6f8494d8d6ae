package org.stereobridge.shell.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stereobridge.update.BundleSwap;
import org.stereobridge.update.SwapException;

/** The Gogo commands of the scope {@code bridge} for the bundles that the bridge is made of. */
@Component(service = BundleCommands.class, property = {"osgi.command.scope=bridge", "osgi.command.function=swap"})
public final class BundleCommands {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BundleSwap swap;

    @Descriptor("puts a new bundle in place of an installed one while the music plays, until the next start")
    public String swap(@Descriptor("BUNDLE (symbolic name) FILE (its new jar)") String... args) {
        if (args.length != 2) {
            throw new CommandRefused("usage: swap BUNDLE FILE");
        }
        BundleSwap present = swap;
        if (present == null) {
            throw new CommandRefused("nothing can be swapped: the update bundle is not active");
        }
        try {
            return present.swap(args[0], Path.of(args[1])).toString();
        } catch (SwapException | InvalidPathException e) {
            throw new CommandRefused(e.getMessage());
        }
    }
}
