package org.stereobridge.sync.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;

/** A shelf that outlives the books that are kept on it. */
final class MemoryShelf implements Shelf {

    final Map<String, Dictionary<String, Object>> entries = new HashMap<>();
    boolean isFull;
    int writes;

    @Override
    public Map<String, Dictionary<String, Object>> all() {
        return Map.copyOf(entries);
    }

    @Override
    public void write(String name, Dictionary<String, Object> properties) throws IOException {
        if (isFull) {
            throw new IOException("no space left on device");
        }
        writes++;
        entries.put(name, properties);
    }

    @Override
    public void delete(String name) {
        entries.remove(name);
    }
}
