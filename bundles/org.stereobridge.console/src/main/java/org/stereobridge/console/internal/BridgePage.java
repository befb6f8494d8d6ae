package org.stereobridge.console.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.utils.json.JSONWriter;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stereobridge.routing.Routing;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.sync.SkewProbe;

/**
 * The web console's page that shows the bridge live and takes the owner's commands.
 *
 * <p>{@code GET status.json} gives what {@link StatusJson} tells; {@code POST speaker} and {@code POST programme} take
 * what {@link Commands} says, as forms, and answer with the settings then in force, or with an {@code error}. A POST
 * needs the header {@value #COMMAND_HEADER}, which a browser lets no other site add.
 */
@Component(service = Servlet.class, property = {ServletConstants.PLUGIN_LABEL + "=" + BridgePage.LABEL,
        ServletConstants.PLUGIN_TITLE + "=Stereobridge", ServletConstants.PLUGIN_CATEGORY + "=Main",
        ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + BridgePage.LABEL + "/res/uPlot.min.css",
        ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + BridgePage.LABEL + "/res/bridge.css"})
public final class BridgePage extends AbstractServlet {

    static final String LABEL = "stereobridge";
    static final String COMMAND_HEADER = "X-Stereobridge-Command";

    private static final long serialVersionUID = 1;
    private static final String ROOT = "/" + LABEL;
    private static final Map<String, Resource> RESOURCES = Stream.of("bridge.js", "view.js", "speakers.js",
            "equaliser.js", "plots.js", "bridge.css", "uPlot.iife.min.js", "uPlot.min.css")
            .collect(Collectors.toUnmodifiableMap(name -> ROOT + "/res/" + name, Resource::new));

    private final transient List<SkewProbe> probes = new CopyOnWriteArrayList<>();
    private final transient ProcessFigures process = new ProcessFigures();
    private final transient Commands commands = new Commands();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile BridgeMonitor monitor;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Routing routing;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProbe(SkewProbe probe) {
        probes.add(probe);
    }

    void removeProbe(SkewProbe probe) {
        probes.remove(probe);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Resource resource = RESOURCES.get(path);
        if (resource != null) {
            resource.send(request, response);
        } else if (path.equals(ROOT + "/status.json")) {
            answer(response, HttpServletResponse.SC_OK, StatusJson.of(monitor, routing, probes, process));
        } else if (!path.equals(ROOT)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
        // Otherwise nothing is answered yet, which makes the web console call renderContent.
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().println(readTemplateFile("/org/stereobridge/console/internal/res/bridge.html"));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Routing router = routing;
        if (request.getHeader(COMMAND_HEADER) == null) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, "a command needs the header " + COMMAND_HEADER);
        } else if (router == null) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the router's bundle is not active");
        } else {
            try {
                command(request, response, router);
            } catch (IllegalArgumentException e) {
                refuse(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
            }
        }
    }

    private void command(HttpServletRequest request, HttpServletResponse response, Routing router)
            throws IOException {
        Map<String, String[]> form = request.getParameterMap();
        String path = request.getPathInfo();
        Map<String, Object> settings;
        try {
            if (path.equals(ROOT + "/speaker")) {
                settings = StatusJson.settings(commands.speaker(router, form));
            } else if (path.equals(ROOT + "/programme")) {
                settings = StatusJson.programme(commands.programme(router, form));
            } else {
                refuse(response, HttpServletResponse.SC_NOT_FOUND, "commands are speaker and programme");
                return;
            }
        } catch (IOException e) {
            refuse(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()));
            return;
        }
        answer(response, HttpServletResponse.SC_OK, settings);
    }

    private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        answer(response, status, Map.of("error", why));
    }

    private static void answer(HttpServletResponse response, int status, Map<String, Object> json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        PrintWriter out = response.getWriter();
        new JSONWriter(out).value(json);
        out.flush();
    }
}
