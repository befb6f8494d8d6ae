package org.stereobridge.console.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.testkit.SimulatedClock;

class OwnerSecurityTest {

    private static final String STATUS = "/system/console/stereobridge/status.json";
    private static final Pattern LINE = Pattern.compile("Web console: user owner, password (\\S+) \\(.*\\)\\R");

    @TempDir
    Path folder;

    private final SimulatedClock clock = new SimulatedClock(0);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private String password;
    private PageServer server;

    @BeforeEach
    void start() throws Exception {
        server = new PageServer(new BridgePage(), security());
        Matcher line = LINE.matcher(printed());
        assertTrue(line.matches(), printed());
        password = line.group(1);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void shouldLetTheOwnerIn() throws Exception {
        assertEquals(200, status("owner", password));
    }

    @ParameterizedTest
    @CsvSource({"admin,admin", "owner,admin", "owner,''", "'',''"})
    void shouldKeepOthersOut(String user, String wrong) throws Exception {
        assertEquals(401, status(user, wrong));
    }

    @Test
    void shouldKeepThePasswordOfAnotherUserOut() throws Exception {
        assertEquals(401, status("admin", password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!", "Basic b3duZXI=", "Bearer abc", "Digest a=b"})
    void shouldAskForThePasswordWhereThereIsNone(String header) throws Exception {
        HttpResponse<String> response = server.send(server.at(STATUS).header("Authorization", header));

        assertEquals(401, response.statusCode());
        assertEquals("Basic realm=\"Stereobridge\", charset=\"UTF-8\"",
                response.headers().firstValue("WWW-Authenticate").orElseThrow());
        assertEquals(401, server.send(server.at(STATUS)).statusCode());
    }

    @Test
    void shouldPrintThePasswordOnceAndKeepItsHashOnly() throws Exception {
        printed.reset();

        var restarted = new PageServer(new BridgePage(), security());

        assertEquals("", printed());
        assertFalse(Files.readString(folder.resolve("console-password")).contains(password));
        assertEquals(200, restarted.send(server.at(STATUS).header("Authorization", PageServer.basic("owner", password)))
                .statusCode());
        restarted.stop();
    }

    @Test
    void shouldSlowGuessingDown() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(401, status("owner", "guess"));
        }

        HttpResponse<String> refused = get("owner", password);
        clock.advance(SECONDS.toNanos(1));

        assertEquals(429, refused.statusCode());
        assertEquals("2", refused.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(200, status("owner", password));
    }

    @Test
    void shouldGoOnServingTheOwnerWhileOthersGuess() throws Exception {
        status("owner", password);
        for (int i = 0; i < 5; i++) {
            status("owner", "guess");
        }

        assertEquals(200, status("owner", password));
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site", "Origin,http://evil.example",
        "Origin,null", "Origin,http://127.0.0.1", "Origin,not a URI"})
    void shouldRefuseWhatAnotherSiteSends(String header, String value) throws Exception {
        assertEquals(403, post(header, value));
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site,same-origin", "Sec-Fetch-Site,none", "Origin,http://HOST", "X-Any,1"})
    void shouldTakeWhatItsOwnPagesAndProgramsSend(String header, String value) throws Exception {
        assertEquals(503, post(header, value.replace("HOST", server.host())));
    }

    @Test
    void shouldTellBrowsersWhatIsAllowed() throws Exception {
        var headers = get("owner", password).headers();

        assertTrue(headers.firstValue("Content-Security-Policy").orElseThrow().startsWith("default-src 'self'"));
        assertEquals("DENY", headers.firstValue("X-Frame-Options").orElseThrow());
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
    }

    @Test
    void shouldLetNobodyInWhereTheFileIsDamaged() throws Exception {
        Files.writeString(folder.resolve("console-password"), "admin");
        printed.reset();

        var restarted = new PageServer(new BridgePage(), security());

        assertEquals(503, restarted.send(restarted.at(STATUS)
                .header("Authorization", PageServer.basic("owner", "admin"))).statusCode());
        assertEquals("", printed());
        restarted.stop();
    }

    @Test
    void shouldLetNobodyInWithoutAFolder() throws Exception {
        var homeless = new PageServer(new BridgePage(), new OwnerSecurity(Optional.empty(), clock, out()));

        assertEquals(503, homeless.send(homeless.at(STATUS)).statusCode());
        homeless.stop();
    }

    @Test
    void shouldLeadFromTheRootToThePage() throws Exception {
        HttpResponse<String> response = server.send(server.at("/"));

        assertEquals(302, response.statusCode());
        assertTrue(response.headers().firstValue("Location").orElseThrow().endsWith("/system/console/stereobridge"));
        assertEquals(404, server.send(server.at("/other")).statusCode());
    }

    private OwnerSecurity security() {
        return new OwnerSecurity(Optional.of(folder), clock, out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private int status(String user, String tried) throws Exception {
        return get(user, tried).statusCode();
    }

    private HttpResponse<String> get(String user, String tried) throws Exception {
        return server.send(server.at(STATUS).header("Authorization", PageServer.basic(user, tried)));
    }

    /** The page has no router in these tests, which it says by 503 once a command has come through. */
    private int post(String header, String value) throws Exception {
        return server.send(server.at("/system/console/stereobridge/programme").header(header, value)
                .header("Authorization", PageServer.basic("owner", password)).header(BridgePage.COMMAND_HEADER, "1")
                .POST(HttpRequest.BodyPublishers.noBody())).statusCode();
    }
}
