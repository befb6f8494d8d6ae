package org.stereobridge.routing;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The owner's commands to the router. Changes are kept in configuration, and are heard within about 100 ms, without
 * a click. Control threads.
 */
@ProviderType
public interface Routing {

    ProgrammeSettings programme();

    /** @throws IOException where the settings cannot be saved; nothing has changed then */
    void programme(ProgrammeSettings settings) throws IOException;

    /**
     * What is in force for a speaker: its owner's settings, or the bridge's own choice where there are none.
     *
     * @throws IllegalArgumentException that names the id, where no such speaker is connected or configured
     */
    SpeakerSettings speaker(String speakerId);

    /** @throws IOException where the settings cannot be saved; nothing has changed then */
    void speaker(SpeakerSettings settings) throws IOException;
}
