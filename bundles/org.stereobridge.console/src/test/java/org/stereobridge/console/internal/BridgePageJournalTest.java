package org.stereobridge.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stereobridge.journal.Severity;
import org.stereobridge.testkit.ListJournal;

class BridgePageJournalTest {

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"\\\u0000\u2028${appRoot}";

    private final ListJournal journal = new ListJournal();
    private final BridgePage page = new BridgePage();
    private PageServer server;

    @BeforeEach
    void start() throws Exception {
        page.journal = journal;
        server = new PageServer(page, null);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void shouldShowWhatHappened() throws Exception {
        journal.add(Severity.WARNING, "Kitchen", "has left", "another one plays both channels");
        journal.add(Severity.INFO, "Kitchen", "is here", "");
        journal.repeat();

        JsonObject shown = PageServer.parse(journal());

        assertEquals(3, shown.getInt("changes"));
        JsonObject back = shown.getJsonArray("entries").getJsonObject(0);
        assertEquals(2, back.getInt("number"));
        assertEquals(2, back.getInt("count"));
        assertEquals("2026-03-01T12:00:01Z", back.getString("firstAt"));
        assertEquals("2026-03-01T13:00:01Z", back.getString("lastAt"));
        JsonObject left = shown.getJsonArray("entries").getJsonObject(1);
        assertEquals("WARNING", left.getString("severity"));
        assertEquals("Kitchen", left.getString("subject"));
        assertEquals("has left", left.getString("what"));
        assertEquals("another one plays both channels", left.getString("done"));
    }

    @Test
    void shouldTellWhetherThereIsSomethingNew() throws Exception {
        journal.add(Severity.INFO, "Kitchen", "is here", "");

        assertEquals(1, server.status().getInt("journalChanges"));
    }

    @Test
    void shouldCarryHostileNamesAsData() throws Exception {
        journal.add(Severity.INFO, HOSTILE, HOSTILE, HOSTILE);

        HttpResponse<String> response = journal();

        JsonObject entry = PageServer.parse(response).getJsonArray("entries").getJsonObject(0);
        assertEquals(HOSTILE, entry.getString("subject"));
        assertEquals(HOSTILE, entry.getString("done"));
        assertFalse(response.body().contains("</script>"));
    }

    @Test
    void shouldShowNothingWithoutAJournal() throws Exception {
        page.journal = null;

        assertEquals(JsonValue.NULL, server.status().get("journalChanges"));
        assertEquals(0, PageServer.parse(journal()).getJsonArray("entries").size());
    }

    private HttpResponse<String> journal() throws Exception {
        return server.send(server.at(PageServer.ROOT + "/journal.json"));
    }
}
