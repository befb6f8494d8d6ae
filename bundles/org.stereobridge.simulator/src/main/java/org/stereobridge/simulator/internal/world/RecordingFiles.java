package org.stereobridge.simulator.internal.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.stereobridge.routing.MixRow;
import org.stereobridge.simulator.internal.scenario.Scenario;

/**
 * Names of the recordings.
 *
 * @param programme what the Echo played
 * @param speakers one each: {@code left.wav} and {@code right.wav} for the first of these channels, else by name
 */
record RecordingFiles(Path programme, List<Path> speakers) {

    static RecordingFiles in(Path folder, Scenario scenario) {
        Set<String> taken = new HashSet<>();
        taken.add("programme");
        List<Path> speakers = new ArrayList<>();
        for (Scenario.Speaker speaker : scenario.speakers()) {
            boolean isSide = speaker.channel().equals(MixRow.LEFT) || speaker.channel().equals(MixRow.RIGHT);
            String side = isSide ? speaker.channel().toString() : speaker.name();
            String name = taken.contains(side) ? speaker.name() : side;
            String free = name;
            for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
                free = name + "-" + n;
            }
            speakers.add(folder.resolve(free + ".wav"));
        }
        return new RecordingFiles(folder.resolve("programme.wav"), speakers);
    }
}
