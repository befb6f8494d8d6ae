package org.stereobridge.console.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.stereobridge.radio.RadioStatus;

/** What the page is told of the radio, in the manner of {@link StatusJson}. */
final class RadioJson {

    private RadioJson() {
    }

    static Map<String, Object> of(RadioStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", status.state().name());
        json.put("problem", status.problem());
        json.put("adapters", status.adapters().stream().map(RadioJson::adapter).toList());
        json.put("devices", status.devices().stream().map(RadioJson::device).toList());
        json.put("pairingWindowNs", status.pairingWindowNs());
        json.put("isScanning", status.isScanning());
        json.put("nowPlaying", status.nowPlaying().map(RadioJson::nowPlaying).orElse(null));
        return json;
    }

    private static Map<String, Object> adapter(RadioStatus.Adapter adapter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", adapter.id());
        json.put("address", adapter.address());
        json.put("name", adapter.name());
        json.put("isPowered", adapter.isPowered());
        json.put("duties", adapter.duties().stream().sorted().map(Enum::name).toList());
        return json;
    }

    private static Map<String, Object> device(RadioStatus.Device device) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", device.id());
        json.put("name", device.name());
        json.put("adapter", device.adapter());
        json.put("role", device.role().name());
        json.put("link", device.link().name());
        json.put("rssiDbm", device.rssiDbm().isPresent() ? device.rssiDbm().getAsInt() : null);
        json.put("isSpeaker", device.isSpeaker());
        json.put("isPaired", device.isPaired());
        json.put("trouble", device.trouble().map(trouble ->
                Map.of("what", trouble.what(), "remedy", trouble.remedy())).orElse(null));
        return json;
    }

    private static Map<String, Object> nowPlaying(RadioStatus.NowPlaying playing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", playing.title());
        json.put("artist", playing.artist());
        json.put("album", playing.album());
        json.put("isPlaying", playing.isPlaying());
        return json;
    }
}
