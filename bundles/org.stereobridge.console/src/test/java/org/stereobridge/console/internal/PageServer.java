package org.stereobridge.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A web server on loopback with the page where the web console has it, behind its owner's password or behind none. */
final class PageServer {

    /** The page's own path. */
    static final String ROOT = "/system/console/stereobridge";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();

    PageServer(BridgePage page, OwnerSecurity security) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(page), "/system/console/*");
        context.addServlet(new ServletHolder(new RootRedirect()), "");
        if (security != null) {
            context.addFilter(new FilterHolder(new Gate(security)), "/system/console/*",
                    EnumSet.of(DispatcherType.REQUEST));
        }
        server.setHandler(context);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + connector.getLocalPort();
    }

    HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + host() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What the page is told. */
    JsonObject status() throws IOException, InterruptedException {
        HttpResponse<String> response = send(at(ROOT + "/status.json"));
        assertEquals(200, response.statusCode());
        return parse(response);
    }

    /** A command as the page sends it. */
    HttpRequest.Builder command(String what, String form) {
        return at(ROOT + "/" + what).header(BridgePage.COMMAND_HEADER, "1")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    static JsonObject parse(HttpResponse<String> response) {
        try (var reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    void stop() throws Exception {
        server.stop();
    }

    /** Lets through whom the provider lets in, as the web console does. */
    private static final class Gate extends HttpFilter {

        private static final long serialVersionUID = 1;

        private final transient OwnerSecurity security;

        Gate(OwnerSecurity security) {
            this.security = security;
        }

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Object user = security.authenticate(request, response);
            if (user != null && security.authorize(user, "any")) {
                chain.doFilter(request, response);
            }
        }
    }
}
