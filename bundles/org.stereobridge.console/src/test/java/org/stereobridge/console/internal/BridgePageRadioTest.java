package org.stereobridge.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.radio.RadioStatus.Trouble;
import org.stereobridge.testkit.FakeRadio;

class BridgePageRadioTest {

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"\\\u0000\u2028${appRoot}";

    private final FakeRadio radio = new FakeRadio().source("00:0A", "Echo Dot")
            .speaker("00:01", HOSTILE, Optional.of(new Trouble(HOSTILE, "switch it on")))
            .stranger("00:03", "Box", -63);
    private final BridgePage page = new BridgePage();
    private PageServer server;

    @BeforeEach
    void start() throws Exception {
        page.radio = radio;
        server = new PageServer(page, null);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void shouldShowNoRadioWhereNoneTakesCommands() throws Exception {
        page.radio = null;

        assertEquals(JsonValue.NULL, server.status().get("radio"));
        assertEquals(503, post("command=scan").statusCode());
    }

    @Test
    void shouldShowRadioAndWhatIsMissing() throws Exception {
        radio.fail("bluetoothd does not run");

        JsonObject shown = shown();

        assertEquals("NO_DAEMON", shown.getString("state"));
        assertEquals("bluetoothd does not run", shown.getString("problem"));
        assertEquals("[\"SOURCE\"]", shown.getJsonArray("adapters").getJsonObject(0).get("duties").toString());
        assertFalse(shown.getJsonArray("adapters").getJsonObject(1).getBoolean("isPowered"));
    }

    @Test
    void shouldShowDevices() throws Exception {
        List<JsonObject> devices = shown().getJsonArray("devices").getValuesAs(JsonObject.class);

        assertEquals("STREAMING", devices.get(0).getString("link"));
        assertEquals(JsonValue.NULL, devices.get(0).get("trouble"));
        assertEquals("switch it on", devices.get(1).getJsonObject("trouble").getString("remedy"));
        assertEquals("STRANGER", devices.get(2).getString("role"));
        assertEquals(-63, devices.get(2).getInt("rssiDbm"));
    }

    @Test
    void shouldCarryWhatTheAirSaysAsData() throws Exception {
        radio.play(HOSTILE, HOSTILE);

        HttpResponse<String> response = server.send(server.at(PageServer.ROOT + "/status.json"));

        JsonObject shown = PageServer.parse(response).getJsonObject("radio");
        assertEquals(HOSTILE, shown.getJsonObject("nowPlaying").getString("title"));
        assertEquals(HOSTILE, shown.getJsonArray("devices").getJsonObject(1).getString("name"));
        assertFalse(response.body().contains("</script>"));
    }

    @Test
    void shouldAnswerWithTheRadioThatTheCommandLeaves() throws Exception {
        assertEquals(90_000_000_000L, PageServer.parse(post("command=pair&seconds=90"))
                .getJsonNumber("pairingWindowNs").longValue());
        assertTrue(PageServer.parse(post("command=scan")).getBoolean("isScanning"));
        assertTrue(shown().getBoolean("isScanning"));
    }

    @ParameterizedTest
    @CsvSource({
        "command=pair, openPairingWindow",
        "command=pair&seconds=90, openPairingWindow 90",
        "command=pair-stop, closePairingWindow",
        "command=scan, startScan",
        "command=scan-stop, stopScan",
        "command=add&id=00%3A03, addSpeaker 00:03",
        "command=connect&id=00%3A01, connect 00:01",
        "command=disconnect&id=00%3A01, disconnect 00:01",
        "command=forget&id=00%3A0A, forget 00:0A",
        "command=press&key=next, press NEXT"})
    void shouldCommandTheRadio(String form, String command) throws Exception {
        assertEquals(200, post(form).statusCode());
        assertEquals(List.of(command), radio.commands());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "id=00:03; command must be given once",
        "command=sing; \"sing\" is not pair, pair-stop, scan, scan-stop, add, connect, disconnect, forget or press",
        "command=pair&seconds=long; seconds \"long\" is not a number",
        "command=pair&seconds=0; the pairing window is open for 1 s to 30 minutes: 0 s",
        "command=add; id must be given once",
        "command=press&key=louder; key \"louder\" is not play, pause, stop, next or previous"})
    void shouldRefuseWrongForms(String form, String error) throws Exception {
        HttpResponse<String> response = post(form);

        assertEquals(400, response.statusCode());
        assertEquals(error, PageServer.parse(response).getString("error"));
        assertEquals(List.of(), radio.commands());
    }

    @Test
    void shouldSayWhyTheRadioRefuses() throws Exception {
        radio.fail("bluetoothd does not run");

        HttpResponse<String> response = post("command=scan");

        assertEquals(409, response.statusCode());
        assertEquals("bluetoothd does not run", PageServer.parse(response).getString("error"));
    }

    @Test
    void shouldRefuseCommandsWithoutTheirHeader() throws Exception {
        HttpResponse<String> response = server.send(server.at(PageServer.ROOT + "/radio")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("command=pair")));

        assertEquals(403, response.statusCode());
        assertEquals(List.of(), radio.commands());
    }

    private JsonObject shown() throws Exception {
        return server.status().getJsonObject("radio");
    }

    private HttpResponse<String> post(String form) throws Exception {
        return server.send(server.command("radio", form));
    }
}
