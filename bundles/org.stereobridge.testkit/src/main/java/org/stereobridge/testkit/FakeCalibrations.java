package org.stereobridge.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.stereobridge.calibration.Calibrations;
import org.stereobridge.calibration.Measurement;

/** Keeps trims, for whatever speaker. */
public final class FakeCalibrations implements Calibrations {

    private final Map<String, Long> trimsNs = new HashMap<>();

    @Override
    public void measured(Measurement measurement) {
    }

    @Override
    public void trim(String speakerId, OptionalLong trimNs) {
        if (trimNs.isPresent()) {
            trimsNs.put(speakerId, trimNs.getAsLong());
        } else {
            trimsNs.remove(speakerId);
        }
    }

    @Override
    public OptionalLong trimNs(String speakerId) {
        return trimsNs.containsKey(speakerId) ? OptionalLong.of(trimsNs.get(speakerId)) : OptionalLong.empty();
    }
}
