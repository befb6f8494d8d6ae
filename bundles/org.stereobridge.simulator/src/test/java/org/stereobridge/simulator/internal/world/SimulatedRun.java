package org.stereobridge.simulator.internal.world;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.LongUnaryOperator;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.RunFigures;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;

/** A run as a test wants it: of a ramp that repeats, by {@link CountingCodec}. */
final class SimulatedRun {

    static final int RATE_HZ = 44_100;
    static final int PACKET_FRAMES = 7 * 128;
    static final double ECHO_PPM = 40;
    static final int MUSIC_FRAMES = 100_000;
    static final Scenario.Speaker A = speaker("A", MixRow.LEFT, 120, -20, true);
    static final Scenario.Speaker B = speaker("B", MixRow.RIGHT, 212.3, 35, true);

    double seconds = 20;
    double jitterMs;
    double hourlySeconds = Double.NaN;
    long seed = 7;
    Path out;
    List<ScenarioEvent> events = List.of();
    OptionalInt radio = OptionalInt.empty();
    EmptyStage stage = new EmptyStage();

    RunFigures play(LongUnaryOperator departureNs, Scenario.Speaker... speakers) throws Exception {
        Simulation simulation = simulation(speakers);
        simulation.start();
        new ForwardingLoop(simulation, PACKET_FRAMES, departureNs).runUntil(Double.POSITIVE_INFINITY);
        return simulation.finish();
    }

    Simulation simulation(Scenario.Speaker... speakers) throws RefusedException {
        var echo = new Scenario.Echo(ECHO_PPM, jitterMs, 7, "sbc:joint:53", OptionalInt.empty(), radio);
        return new Simulation(settings(new Scenario(seed, echo, List.of(speakers), events)));
    }

    WorldSettings settings(Scenario scenario) throws RefusedException {
        return new WorldSettings(scenario, Tones.music(RATE_HZ, MUSIC_FRAMES),
                Codecs.of(List.of(new CountingCodec())), seconds, false, out, hourlySeconds, id -> 0, stage);
    }

    static Scenario.Speaker speaker(String name, MixRow row, double latencyMs, double clockPpm,
            boolean followsSource) {
        return new Scenario.Speaker(name, row, latencyMs, OptionalDouble.of(latencyMs), clockPpm, followsSource, 200,
                false, 0, OptionalInt.empty());
    }

    static Scenario.Speaker onRadio(Scenario.Speaker speaker, int radio) {
        return new Scenario.Speaker(speaker.name(), speaker.channel(), speaker.latencyMs(), speaker.reportedDelayMs(),
                speaker.clockPpm(), speaker.followsSource(), speaker.bufferMs(), false, speaker.lossPercent(),
                OptionalInt.of(radio));
    }

    static ScenarioEvent event(double atS, What what, int speaker, double amount, double forS, String text) {
        return new ScenarioEvent(atS, what, speaker, 0, amount, forS, text, null);
    }

    static Scenario.Speaker lossy(Scenario.Speaker speaker, double lossPercent) {
        return new Scenario.Speaker(speaker.name(), speaker.channel(), speaker.latencyMs(), speaker.reportedDelayMs(),
                speaker.clockPpm(), speaker.followsSource(), speaker.bufferMs(), false, lossPercent, speaker.radio());
    }
}
