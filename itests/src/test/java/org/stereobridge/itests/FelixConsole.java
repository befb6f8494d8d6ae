package org.stereobridge.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The Felix web console, as its owner's browser calls it. */
final class FelixConsole {

    private static final String BOUNDARY = "----itests";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String owner;
    private final URI bundles;

    /** @param page the program's own page, of which it tells */
    FelixConsole(URI page, String password) {
        bundles = page.resolve("/system/console/bundles");
        // At once: a server that must ask for it first hangs up while it is still being sent a bundle.
        owner = "Basic " + Base64.getEncoder().encodeToString(("owner:" + password).getBytes(UTF_8));
    }

    /** Fills in the form "Install/Update"; returns the answer's status. */
    int update(Path jar) throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        field(body, "action", "install");
        field(body, "bundlestart", "start");
        field(body, "refreshPackages", "true");
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"bundlefile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/java-archive\r\n\r\n").getBytes(UTF_8));
        body.write(Files.readAllBytes(jar));
        body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return client.send(request(bundles)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", owner);
    }

    private static void field(ByteArrayOutputStream body, String name, String value) throws IOException {
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n").getBytes(UTF_8));
    }

    /** What it tells of a bundle, as JSON. */
    String bundle(String symbolicName) throws IOException, InterruptedException {
        return client.send(request(URI.create(bundles + "/" + symbolicName + ".json")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }
}
