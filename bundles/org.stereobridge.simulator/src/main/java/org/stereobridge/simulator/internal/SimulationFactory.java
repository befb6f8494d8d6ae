package org.stereobridge.simulator.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.simulator.internal.music.MusicFiles;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.simulator.internal.scenario.ScenarioReader;
import org.stereobridge.simulator.internal.world.Codecs;
import org.stereobridge.simulator.internal.world.Simulation;
import org.stereobridge.simulator.internal.world.Stage;
import org.stereobridge.simulator.internal.world.WorldSettings;

/** Makes a simulation of what the user asked for, and refuses what cannot be simulated before anything is heard. */
final class SimulationFactory {

    private SimulationFactory() {
    }

    static Simulation make(BundleContext context, DemonstrationSettings settings,
            ToLongFunction<String> contentDelayNs, Stage stage) throws RefusedException {
        Scenario scenario = settings.scenario() == null ? ScenarioReader.builtIn()
                : ScenarioReader.read(settings.scenario());
        Codecs codecs = Codecs.of(codecs(context));
        Music music = new MusicFiles(System.in).open(settings.music(), scenario.echo().rateHz().orElse(0));
        boolean isMade = false;
        try {
            var simulation = new Simulation(new WorldSettings(scenario, music, codecs, settings.seconds(),
                    settings.isRealTime(), settings.isRecording() ? settings.folder() : null,
                    settings.hourlySeconds(), contentDelayNs, stage));
            isMade = true;
            return simulation;
        } finally {
            if (!isMade) {
                music.close();
            }
        }
    }

    /** The highest rank first. */
    private static List<CodecProvider> codecs(BundleContext context) {
        try {
            List<CodecProvider> providers = new ArrayList<>();
            context.getServiceReferences(CodecProvider.class, null).stream()
                    .sorted(Comparator.<ServiceReference<CodecProvider>>naturalOrder().reversed())
                    .forEach(reference -> providers.add(context.getService(reference)));
            return providers;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
