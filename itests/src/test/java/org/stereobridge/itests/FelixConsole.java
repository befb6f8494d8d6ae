package org.stereobridge.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Felix web console, as its owner's browser calls it. */
final class FelixConsole {

    private static final String BOUNDARY = "----itests";

    private final HttpClient client;
    private final URI bundles;

    /** @param page the program's own page, of which it tells */
    FelixConsole(URI page, String password) {
        bundles = page.resolve("/system/console/bundles");
        client = HttpClient.newBuilder().authenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("owner", password.toCharArray());
            }
        }).build();
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
        return client.send(HttpRequest.newBuilder(bundles)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void field(ByteArrayOutputStream body, String name, String value) throws IOException {
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n").getBytes(UTF_8));
    }

    /** What it tells of a bundle, as JSON. */
    String bundle(String symbolicName) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(bundles + "/" + symbolicName + ".json")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }
}
