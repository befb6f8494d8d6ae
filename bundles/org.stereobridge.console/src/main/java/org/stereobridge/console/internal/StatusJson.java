package org.stereobridge.console.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.stereobridge.calibration.Calibrations;
import org.stereobridge.radio.Radio;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.Routing;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.status.LatencyHistogram;
import org.stereobridge.status.RealTimeCare;
import org.stereobridge.status.RealTimeProbe;
import org.stereobridge.sync.SkewProbe;

/**
 * What the page is told, as maps and lists for a JSON writer. Members have the names of the records that they come
 * from; what is not known is null.
 */
final class StatusJson {

    private StatusJson() {
    }

    /**
     * @param monitor null while there is none; so with routing, calibrations and radio
     * @param now for ages
     */
    static Map<String, Object> of(BridgeMonitor monitor, Routing routing, Calibrations calibrations, Radio radio,
            List<SkewProbe> probes, ProcessFigures process, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (monitor != null) {
            BridgeStatus status = monitor.status();
            json.put("state", status.state().name());
            json.put("input", status.input().map(StatusJson::input).orElse(null));
            json.put("speakers", status.speakers().stream()
                    .map(speaker -> speaker(speaker, routing, calibrations, now)).toList());
            json.put("air", AirJson.of(monitor.air()));
            json.put("loop", loop(status.loop()));
        } else {
            json.put("state", null);
            json.put("input", null);
            json.put("speakers", List.of());
            json.put("air", null);
            json.put("loop", null);
        }
        json.put("programme", routing == null ? null : programme(routing.programme()));
        json.put("radio", radio == null ? null : RadioJson.of(radio.status()));
        json.put("skew", probes.stream().map(StatusJson::skew).toList());
        json.put("process", process(process));
        return json;
    }

    private static Map<String, Object> input(BridgeStatus.Input input) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", input.id());
        json.put("name", input.name());
        json.put("label", input.config().label());
        json.put("rateHz", input.config().rateHz());
        json.put("codecName", input.codecName());
        json.put("packets", input.packets());
        json.put("lostPackets", input.lostPackets());
        json.put("droppedPackets", input.droppedPackets());
        json.put("badCodecFrames", input.badCodecFrames());
        json.put("leftDb", number(input.leftDb()));
        json.put("rightDb", number(input.rightDb()));
        json.put("bufferNs", input.bufferNs());
        json.put("targetNs", input.targetNs());
        json.put("jitterNs", input.jitterNs());
        json.put("driftPpm", number(input.driftPpm()));
        return json;
    }

    private static Map<String, Object> speaker(BridgeStatus.Speaker speaker, Routing routing,
            Calibrations calibrations, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", speaker.id());
        json.put("name", speaker.name());
        json.put("label", speaker.config().label());
        json.put("codecName", speaker.codecName());
        json.put("row", speaker.row().toString());
        json.put("gainDb", number(speaker.gainDb()));
        json.put("levelDb", number(speaker.levelDb()));
        json.put("latencyNs", speaker.latency().ns());
        json.put("latencyOrigin", speaker.latency().origin().name());
        json.put("latencyState", speaker.latency().state().name());
        json.put("latencyText", speaker.latency().describe(now));
        json.put("delayNs", speaker.delayNs());
        json.put("residualNs", speaker.residualNs());
        json.put("queuedPackets", speaker.queuedPackets());
        json.put("packets", speaker.packets());
        json.put("refusedPackets", speaker.refusedPackets());
        json.put("limitedFrames", speaker.limitedFrames());
        json.put("skippedFrames", speaker.skippedFrames());
        json.put("rateHz", speaker.config().rateHz());
        json.put("qualityStep", speaker.qualityStep());
        json.put("standsIn", speaker.standsIn());
        OptionalLong hereNs = calibrations == null ? OptionalLong.empty() : calibrations.trimNs(speaker.id());
        json.put("trimHereNs", hereNs.isPresent() ? hereNs.getAsLong() : null);
        json.put("settings", settings(speaker.id(), routing));
        return json;
    }

    private static Map<String, Object> settings(String speakerId, Routing routing) {
        try {
            return routing == null ? null : settings(routing.speaker(speakerId));
        } catch (IllegalArgumentException e) {
            // The speaker has left since the status was taken.
            return null;
        }
    }

    static Map<String, Object> settings(SpeakerSettings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("speakerId", settings.speakerId());
        json.put("row", settings.row().toString());
        json.put("gainDb", settings.gainDb());
        json.put("trimNs", settings.trimNs());
        json.put("driftPpm", settings.driftPpm());
        List<Object> eq = new ArrayList<>();
        for (EqBand band : settings.eq()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("shape", band.shape().name());
            item.put("frequencyHz", band.frequencyHz());
            item.put("gainDb", band.gainDb());
            item.put("q", band.q());
            eq.add(item);
        }
        json.put("eq", eq);
        return json;
    }

    static Map<String, Object> programme(ProgrammeSettings programme) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mode", programme.mode().name());
        json.put("masterDb", programme.masterDb());
        json.put("balance", programme.balance());
        json.put("isEquallyLoud", programme.isEquallyLoud());
        return json;
    }

    private static Map<String, Object> loop(BridgeStatus.Loop loop) {
        LatencyHistogram latency = loop.addedLatency();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("packetsIn", loop.packetsIn());
        json.put("packetsOut", loop.packetsOut());
        json.put("gaps", loop.gaps());
        json.put("failures", loop.failures());
        json.put("qualityChanges", loop.qualityChanges());
        json.put("qualityReason", loop.qualityReason().name());
        json.put("addedLatencyP50Ns", latency.quantileNs(0.5));
        json.put("addedLatencyP99Ns", latency.quantileNs(0.99));
        return json;
    }

    /** What the audio thread was granted, for people; null where nobody cares for it, or it has not come yet. */
    static String care(RealTimeProbe probe) {
        return probe == null ? null : probe.care().map(RealTimeCare::toString).orElse(null);
    }

    private static Map<String, Object> skew(SkewProbe probe) {
        OptionalLong skewNs = probe.skewNs();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("origin", probe.origin());
        json.put("ns", skewNs.isPresent() ? skewNs.getAsLong() : null);
        return json;
    }

    private static Map<String, Object> process(ProcessFigures process) {
        OptionalDouble cpuPercent = process.cpuPercent();
        OptionalLong rssBytes = process.rssBytes();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cpuPercent", cpuPercent.isPresent() ? number(cpuPercent.getAsDouble()) : null);
        json.put("rssBytes", rssBytes.isPresent() ? rssBytes.getAsLong() : null);
        return json;
    }

    /** JSON has no NaN and no infinity. */
    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
