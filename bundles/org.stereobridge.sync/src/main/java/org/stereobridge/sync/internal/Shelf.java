package org.stereobridge.sync.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Map;

/** Where calibrations are kept over restarts. Methods block; any thread. */
interface Shelf {

    /** All that is there, by name. */
    Map<String, Dictionary<String, Object>> all() throws IOException;

    void write(String name, Dictionary<String, Object> properties) throws IOException;

    /** Does nothing where there is none of this name. */
    void delete(String name) throws IOException;
}
