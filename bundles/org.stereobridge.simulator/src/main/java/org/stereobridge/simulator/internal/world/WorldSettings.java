package org.stereobridge.simulator.internal.world;

import java.nio.file.Path;
import java.util.function.ToLongFunction;
import org.stereobridge.simulator.internal.Music;
import org.stereobridge.simulator.internal.scenario.Scenario;

/**
 * How a world is run.
 *
 * @param scenario what is simulated
 * @param music what the Echo plays; the world closes it
 * @param codecs who codes
 * @param seconds how long, NaN for the music once
 * @param isRealTime whether simulated time is held back to real time
 * @param folder where recordings go, null for none
 * @param hourlySeconds of each hour that are recorded, NaN for all
 * @param contentDelayNs by how much the bridge holds back what it sends to the speaker of an id; audio thread
 * @param stage does what events want of the framework
 */
public record WorldSettings(Scenario scenario, Music music, Codecs codecs, double seconds, boolean isRealTime,
        Path folder, double hourlySeconds, ToLongFunction<String> contentDelayNs, Stage stage) {
}
