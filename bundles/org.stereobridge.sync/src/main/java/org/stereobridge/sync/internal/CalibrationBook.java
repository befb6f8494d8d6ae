package org.stereobridge.sync.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calibrations of all speakers, in memory and on the shelf. Memory comes first: what cannot be saved is in force
 * all the same. The number is bounded, since speakers come and go for years; the one changed longest ago makes room.
 */
final class CalibrationBook {

    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(CalibrationBook.class);

    private final Shelf shelf;
    private final Object writing = new Object();
    private final Map<SpeakerKey, Calibration> calibrations = new HashMap<>(); // guarded by this
    /** What was written last; its echo from the shelf is no news. */
    private final Map<SpeakerKey, Calibration> written = new HashMap<>(); // guarded by this
    private final List<SpeakerKey> forgotten = new ArrayList<>(); // guarded by this

    CalibrationBook(Shelf shelf) {
        this.shelf = shelf;
        try {
            shelf.all().forEach((name, properties) -> accept(name, properties));
        } catch (IOException e) {
            LOG.warn("Calibrations cannot be read: {}", e.getMessage());
        }
    }

    /**
     * Takes what someone has changed on the shelf; what is wrong changes nothing.
     *
     * @param properties null where it was deleted
     */
    synchronized void accept(String name, Dictionary<String, Object> properties) {
        if (properties == null) {
            calibrations.keySet().removeIf(key -> key.configurationName().equals(name));
            written.keySet().retainAll(calibrations.keySet());
            return;
        }
        try {
            Calibration read = CalibrationFormat.read(properties);
            if (!read.equals(written.put(read.key(), read))) {
                put(read);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("Calibration {} is refused: {}", name, e.getMessage());
        }
    }

    synchronized Calibration get(SpeakerKey key) {
        return calibrations.getOrDefault(key, Calibration.none(key));
    }

    synchronized void put(Calibration calibration) {
        calibrations.put(calibration.key(), calibration);
        if (calibrations.size() > MOST) {
            SpeakerKey oldest = calibrations.values().stream().filter(other -> other != calibration)
                    .min(Comparator.comparing(Calibration::changed)).orElseThrow().key();
            calibrations.remove(oldest);
            written.remove(oldest);
            forgotten.add(oldest);
        }
    }

    private synchronized List<SpeakerKey> takeForgotten() {
        List<SpeakerKey> taken = List.copyOf(forgotten);
        forgotten.clear();
        return taken;
    }

    private synchronized Calibration takeToWrite(SpeakerKey key) {
        Calibration calibration = get(key);
        written.put(key, calibration);
        return calibration;
    }

    /** Writes what is in force for this key. Blocks. */
    void save(SpeakerKey key) throws IOException {
        // Who writes last writes what is newest then, however many threads are at it.
        synchronized (writing) {
            shelf.write(key.configurationName(), CalibrationFormat.write(takeToWrite(key)));
            for (SpeakerKey gone : takeForgotten()) {
                shelf.delete(gone.configurationName());
            }
        }
    }
}
