package org.stereobridge.console.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.stereobridge.status.AirPlan;

/** How the air is shared out, as {@link StatusJson}. */
final class AirJson {

    private AirJson() {
    }

    static Map<String, Object> of(AirPlan air) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("qualityStep", air.qualityStep());
        json.put("adapters", air.adapters().stream().map(AirJson::adapter).toList());
        json.put("refused", air.refused().stream().map(AirJson::refused).toList());
        return json;
    }

    private static Map<String, Object> adapter(AirPlan.Adapter adapter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", adapter.id());
        json.put("carriesSource", adapter.carriesSource());
        json.put("speakers", adapter.speakers());
        json.put("mostSpeakers", adapter.mostSpeakers());
        json.put("share", adapter.share());
        // A limit that is none is no number in JSON.
        json.put("limit", Math.min(1, adapter.limit()));
        return json;
    }

    private static Map<String, Object> refused(AirPlan.Refused refused) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("speakerId", refused.speakerId());
        json.put("name", refused.name());
        json.put("text", refused.describe());
        return json;
    }
}
