package org.stereobridge.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.routing.EqBand;
import org.stereobridge.routing.MixRow;
import org.stereobridge.routing.ProgrammeMode;
import org.stereobridge.routing.ProgrammeSettings;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.status.AirPlan;
import org.stereobridge.status.RealTimeCare;
import org.stereobridge.sync.SkewProbe;
import org.stereobridge.testkit.FakeBridge;
import org.stereobridge.testkit.FakeCalibrations;
import org.stereobridge.testkit.FixedSkew;

class BridgePageTest {

    private static final String ROOT = PageServer.ROOT;
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"\\\u0000\u2028${appRoot}";

    private final FakeBridge bridge = new FakeBridge().connect("00:01", "Kitchen", MixRow.LEFT)
            .connect("00:02", HOSTILE, MixRow.RIGHT);
    private final FakeCalibrations calibrations = new FakeCalibrations();
    private final BridgePage page = new BridgePage();
    private PageServer server;

    @BeforeEach
    void start() throws Exception {
        page.monitor = bridge;
        page.routing = bridge;
        page.calibrations = calibrations;
        server = new PageServer(page, null);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void shouldShowTheInput() throws Exception {
        JsonObject status = status();

        JsonObject input = status.getJsonObject("input");
        assertEquals("PLAYING", status.getString("state"));
        assertEquals("SBC joint 53, 44.1 kHz", input.getString("label"));
        assertEquals(1_234, input.getInt("packets"));
        assertEquals(5, input.getInt("lostPackets"));
        assertEquals(6, input.getInt("droppedPackets"));
        assertEquals(7, input.getInt("badCodecFrames"));
        assertEquals(-120, input.getInt("rightDb"));
        assertEquals(23_100_000, input.getInt("bufferNs"));
        assertEquals(40.26, input.getJsonNumber("driftPpm").doubleValue());
    }

    @Test
    void shouldShowWhatTheAudioThreadWasGranted() throws Exception {
        assertEquals(JsonValue.NULL, status().get("care"));

        page.realTime = () -> Optional.of(new RealTimeCare(60, true, List.of()));

        assertEquals("SCHED_FIFO 60, memory locked", status().getString("care"));
    }

    @Test
    void shouldShowSpeakersWithTheirSettings() throws Exception {
        bridge.speaker(bridge.speaker("00:01").withTrimNs(-250_000)
                .withEq(List.of(new EqBand(EqBand.Shape.LOW_SHELF, 100, 3, 0.7))));

        JsonObject speaker = status().getJsonArray("speakers").getJsonObject(0);

        assertEquals("left", speaker.getString("row"));
        assertEquals(4_410, speaker.getInt("skippedFrames"));
        assertEquals(1, speaker.getInt("qualityStep"));
        assertFalse(speaker.getBoolean("standsIn"));
        assertEquals("REPORTED", speaker.getString("latencyOrigin"));
        assertEquals(-12.34, speaker.getJsonNumber("levelDb").doubleValue());
        JsonObject settings = speaker.getJsonObject("settings");
        assertEquals(-250_000, settings.getInt("trimNs"));
        assertEquals("LOW_SHELF", settings.getJsonArray("eq").getJsonObject(0).getString("shape"));
    }

    @Test
    void shouldShowWhatLatenciesAreWorth() throws Exception {
        calibrations.trim("00:02", OptionalLong.of(-1_500_000));

        List<JsonObject> speakers = status().getJsonArray("speakers").getValuesAs(JsonObject.class);

        assertEquals("REPORTED", speakers.get(0).getString("latencyState"));
        assertEquals("reported", speakers.get(0).getString("latencyText"));
        assertEquals(JsonValue.NULL, speakers.get(0).get("trimHereNs"));
        assertEquals(-1_500_000, speakers.get(1).getInt("trimHereNs"));
    }

    @Test
    void shouldShowHowTheAirIsSharedOut() throws Exception {
        var refused = new AirPlan.Refused("00:09", HOSTILE, "hci0", 0.123, 0.05);
        bridge.share(new AirPlan(3, List.of(new AirPlan.Adapter("hci0", true, 5, 6, 0.8, Double.POSITIVE_INFINITY)),
                List.of(refused)));

        JsonObject air = status().getJsonObject("air");

        assertEquals(3, air.getInt("qualityStep"));
        JsonObject adapter = air.getJsonArray("adapters").getJsonObject(0);
        assertTrue(adapter.getBoolean("carriesSource"));
        assertEquals(6, adapter.getInt("mostSpeakers"));
        assertEquals(1, adapter.getJsonNumber("limit").doubleValue());
        JsonObject silent = air.getJsonArray("refused").getJsonObject(0);
        assertEquals(HOSTILE, silent.getString("name"));
        assertEquals(refused.describe(), silent.getString("text"));
    }

    @Test
    void shouldTrimForWhatASpeakerHasNow() throws Exception {
        // Its settings are not touched, or this would fail.
        bridge.fillDisk();
        assertEquals(200, post("speaker", "id=00%3A01&trimHereMs=-1.5").statusCode());
        assertEquals(OptionalLong.of(-1_500_000), calibrations.trimNs("00:01"));
        assertEquals(0, bridge.speaker("00:01").trimNs());

        post("speaker", "id=00%3A01&trimHereMs=off");
        assertEquals(OptionalLong.empty(), calibrations.trimNs("00:01"));

        page.calibrations = null;
        assertEquals("no trim can be kept: the sync bundle is not active",
                PageServer.parse(post("speaker", "id=00%3A01&trimHereMs=1")).getString("error"));
    }

    @Test
    void shouldShowLoopAndProcess() throws Exception {
        JsonObject status = status();

        assertEquals(2_000_000, status.getJsonObject("loop").getInt("addedLatencyP50Ns"));
        assertEquals(4_000_000, status.getJsonObject("loop").getInt("addedLatencyP99Ns"));
        assertEquals(1, status.getJsonObject("loop").getInt("gaps"));
        assertEquals(9, status.getJsonObject("loop").getInt("qualityChanges"));
        assertEquals("QUEUE", status.getJsonObject("loop").getString("qualityReason"));
        assertTrue(status.getJsonObject("process").containsKey("cpuPercent"));
    }

    @Test
    void shouldShowSkewWithItsOrigin() throws Exception {
        SkewProbe seeing = new FixedSkew(OptionalLong.of(12_345), "simulated world");
        page.addProbe(seeing);
        page.addProbe(new FixedSkew(OptionalLong.empty(), "microphone"));

        List<JsonObject> skew = status().getJsonArray("skew").getValuesAs(JsonObject.class);

        assertEquals("simulated world", skew.get(0).getString("origin"));
        assertEquals(12_345, skew.get(0).getInt("ns"));
        assertEquals(JsonValue.NULL, skew.get(1).get("ns"));
        page.removeProbe(seeing);
        assertEquals(1, status().getJsonArray("skew").size());
    }

    @Test
    void shouldCarryHostileNamesAsData() throws Exception {
        HttpResponse<String> response = server.send(server.at(ROOT + "/status.json"));

        JsonObject speaker = PageServer.parse(response).getJsonArray("speakers").getJsonObject(1);
        assertEquals(HOSTILE, speaker.getString("name"));
        assertFalse(response.body().contains("</script>"));
        assertEquals("application/json;charset=utf-8",
                response.headers().firstValue("Content-Type").orElseThrow().toLowerCase());
    }

    @Test
    void shouldSayThatTheRouterIsAway() throws Exception {
        page.monitor = null;
        page.routing = null;

        assertEquals(JsonValue.NULL, status().get("state"));
        assertEquals(503, post("programme", "mode=swap").statusCode());
    }

    @Test
    void shouldSetASpeaker() throws Exception {
        HttpResponse<String> response = post("speaker", "id=00%3A01&row=0.7,0.3&gainDb=-3.5&trimMs=1.25&driftPpm=-40"
                + "&eq=low-shelf,100,3,0.7&eq=peak,1000,-2,1.4");

        assertEquals(200, response.statusCode(), response.body());
        var settings = bridge.speaker("00:01");
        assertEquals(new MixRow(0.7, 0.3), settings.row());
        assertEquals(-3.5, settings.gainDb());
        assertEquals(1_250_000, settings.trimNs());
        assertEquals(-40, settings.driftPpm());
        assertEquals(List.of(EqBand.parse("low-shelf,100,3,0.7"), EqBand.parse("peak,1000,-2,1.4")), settings.eq());
        assertEquals(-3.5, PageServer.parse(response).getJsonNumber("gainDb").doubleValue());
        assertEquals(-40, PageServer.parse(response).getJsonNumber("driftPpm").doubleValue());
    }

    @Test
    void shouldChangeOnlyWhatIsNamed() throws Exception {
        post("speaker", "id=00%3A01&gainDb=-3.5&eq=peak,1000,-2,1.4");
        post("speaker", "id=00%3A01&eq=flat");

        assertEquals(-3.5, bridge.speaker("00:01").gainDb());
        assertEquals(List.of(), bridge.speaker("00:01").eq());
    }

    @Test
    void shouldSetTheProgramme() throws Exception {
        post("programme", "mode=swap&masterDb=-6");
        post("programme", "balance=-0.25");
        post("programme", "isEquallyLoud=false");

        assertEquals(new ProgrammeSettings(ProgrammeMode.SWAP, -6, -0.25, false), bridge.programme());
        post("programme", "mode=party");
        assertEquals("PARTY", status().getJsonObject("programme").getString("mode"));
        assertFalse(status().getJsonObject("programme").getBoolean("isEquallyLoud"));
    }

    @Test
    void shouldLoseNoneOfManyCommandsAtOnce() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            sent.add(server.sendAsync(server.command("programme", "balance=-0." + i)));
            sent.add(server.sendAsync(server.command("programme", "masterDb=-" + i)));
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();

            assertEquals(new ProgrammeSettings(ProgrammeMode.STEREO, -i, Double.parseDouble("-0." + i)),
                    bridge.programme());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "speaker; gainDb=1; id must be given once",
        "speaker; id=00:09&gainDb=1; no speaker 00:09",
        "speaker; id=00:01&gainDb=13; gainDb must be -60 to 12: 13.0",
        "speaker; id=00:01&gainDb=NaN; gainDb \"NaN\" is not a number",
        "speaker; id=00:01&gainDb=1&gainDb=2; gainDb must be given once",
        "speaker; id=00:01&row=up; channel \"up\" is not left, right, mono or two numbers such as 0.7,0.3",
        "speaker; id=00:01&colour=red; \"colour\" is not id, row, gainDb, trimMs, trimHereMs, driftPpm or eq",
        "programme; mode=quad; mode \"quad\" is not stereo, swap, mono or party",
        "programme; volume=1; \"volume\" is not mode, masterDb, balance or isEquallyLoud",
        "programme; isEquallyLoud=rather; isEquallyLoud \"rather\" is not true or false",
        "programme; masterDb=60; masterDb must be -80 to 0: 60.0",
        "speaker; id=00:01&trimMs=1e9; trim must be within 100 ms: 1.0E9 ms",
        "speaker; id=00:01&driftPpm=301; driftPpm must be -300 to 300: 301.0",
        "speaker; id=00:01&trimHereMs=soon; trimHereMs \"soon\" is not a number",
        "speaker; id=00:01&gainDb=60; gainDb must be -60 to 12: 60.0",
        "speaker; id=00:01&eq=peak,5,3,1; frequencyHz must be 20-20000: 5.0"})
    void shouldRefuseWrongValuesAndChangeNothing(String what, String form, String error) throws Exception {
        HttpResponse<String> response = post(what, form);

        assertEquals(400, response.statusCode());
        assertEquals(error, PageServer.parse(response).getString("error"));
        assertEquals(new SpeakerSettings("00:01", MixRow.LEFT, 0, 0, List.of()), bridge.speaker("00:01"));
        assertEquals(ProgrammeSettings.NEUTRAL, bridge.programme());
    }

    @Test
    void shouldSayThatSettingsCannotBeSaved() throws Exception {
        bridge.fillDisk();

        HttpResponse<String> response = post("programme", "mode=swap");

        assertEquals(500, response.statusCode());
        assertEquals("settings cannot be saved: no space left on device",
                PageServer.parse(response).getString("error"));
    }

    @Test
    void shouldRefuseCommandsWithoutTheirHeader() throws Exception {
        HttpResponse<String> response = server.send(server.at(ROOT + "/programme")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("mode=swap")));

        assertEquals(403, response.statusCode());
        assertEquals(ProgrammeMode.STEREO, bridge.programme().mode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge.js", "view.js", "tables.js", "speakers.js", "equaliser.js", "air.js", "radio.js",
        "journal.js", "plots.js", "bridge.css", "uPlot.iife.min.js", "uPlot.min.css"})
    void shouldServeFilesAndSayWhenTheyHaveNotChanged(String name) throws Exception {
        HttpResponse<String> first = server.send(server.at(ROOT + "/res/" + name));
        HttpResponse<String> second = server.send(server.at(ROOT + "/res/" + name)
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow()));

        assertEquals(200, first.statusCode());
        assertFalse(first.body().contains("http://") && !name.startsWith("uPlot"));
        assertEquals(304, second.statusCode());
        assertEquals("", second.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/res/bridge.html", "/res/../OwnerSecurity.class", "/res/", "/other"})
    void shouldServeNothingElse(String path) throws Exception {
        assertEquals(404, server.send(server.at(ROOT + path)).statusCode());
        assertEquals(404, post("other", "").statusCode());
    }

    private JsonObject status() throws Exception {
        return server.status();
    }

    private HttpResponse<String> post(String what, String form) throws Exception {
        return server.send(server.command(what, form));
    }
}
