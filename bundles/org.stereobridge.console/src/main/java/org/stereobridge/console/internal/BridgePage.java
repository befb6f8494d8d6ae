package org.stereobridge.console.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
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
import org.stereobridge.calibration.Calibrations;
import org.stereobridge.journal.Journal;
import org.stereobridge.radio.Radio;
import org.stereobridge.radio.RadioException;
import org.stereobridge.routing.Routing;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.RealTimeProbe;
import org.stereobridge.sync.SkewProbe;

/**
 * The web console's page that shows the bridge live and takes the owner's commands.
 *
 * <p>{@code GET status.json} gives what {@link StatusJson} tells, {@code GET journal.json} what {@link JournalJson}
 * does; {@code POST speaker} and {@code POST programme} take what {@link Commands} says, as forms, and answer with the
 * settings then in force; {@code POST radio} takes what {@link RadioCommands} says, and answers with how the radio is.
 * What is not done is answered by an {@code error}. A POST needs the header {@value #COMMAND_HEADER}, which a browser
 * lets no other site add.
 */
@Component(service = Servlet.class, property = {ServletConstants.PLUGIN_LABEL + "=" + BridgePage.LABEL,
        ServletConstants.PLUGIN_TITLE + "=Stereobridge", ServletConstants.PLUGIN_CATEGORY + "=Main",
        ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + BridgePage.LABEL + "/res/uPlot.min.css",
        ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + BridgePage.LABEL + "/res/bridge.css"})
public final class BridgePage extends AbstractServlet {

    static final String LABEL = "stereobridge";
    static final String COMMAND_HEADER = "X-Stereobridge-Command";

    private static final long serialVersionUID = 1;
    private static final String ROUTER = "the router's bundle is not active";
    private static final String RADIO = "there is no radio that takes commands: it is simulated, or does not run";
    private static final String ROOT = "/" + LABEL;
    private static final Map<String, Resource> RESOURCES = Stream.of("bridge.js", "view.js", "tables.js",
            "speakers.js", "equaliser.js", "air.js", "radio.js", "journal.js", "plots.js", "bridge.css",
            "uPlot.iife.min.js", "uPlot.min.css")
            .collect(Collectors.toUnmodifiableMap(name -> ROOT + "/res/" + name, Resource::new));

    private final transient List<SkewProbe> probes = new CopyOnWriteArrayList<>();
    private final transient ProcessFigures process = new ProcessFigures();
    private final transient Commands commands = new Commands();
    private final transient InstantSource clock = InstantSource.system();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile BridgeMonitor monitor;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Routing routing;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Calibrations calibrations;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Radio radio;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Journal journal;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile RealTimeProbe realTime;

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
            Map<String, Object> json = StatusJson.of(monitor, routing, calibrations, radio, probes, process,
                    clock.instant());
            json.put("care", StatusJson.care(realTime));
            json.put("journalChanges", JournalJson.changes(journal));
            answer(response, HttpServletResponse.SC_OK, json);
        } else if (path.equals(ROOT + "/journal.json")) {
            answer(response, HttpServletResponse.SC_OK, JournalJson.of(journal));
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
        Map<String, Object> done;
        try {
            done = command(request);
        } catch (Refusal e) {
            answer(response, e.status(), Map.of("error", e.getMessage()));
            return;
        }
        answer(response, HttpServletResponse.SC_OK, done);
    }

    private Map<String, Object> command(HttpServletRequest request) throws Refusal {
        if (request.getHeader(COMMAND_HEADER) == null) {
            throw new Refusal(HttpServletResponse.SC_FORBIDDEN, "a command needs the header " + COMMAND_HEADER);
        }
        var form = new Form(request.getParameterMap());
        try {
            return switch (request.getPathInfo()) {
                case ROOT + "/speaker" -> StatusJson.settings(
                        commands.speaker(present(routing, ROUTER), calibrations, form));
                case ROOT + "/programme" -> StatusJson.programme(commands.programme(present(routing, ROUTER), form));
                case ROOT + "/radio" -> radio(present(radio, RADIO), form);
                default -> throw new Refusal(HttpServletResponse.SC_NOT_FOUND,
                        "commands are speaker, programme and radio");
            };
        } catch (IllegalArgumentException e) {
            throw new Refusal(HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (RadioException e) {
            throw new Refusal(HttpServletResponse.SC_CONFLICT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Refusal(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> radio(Radio commanded, Form form) throws RadioException {
        RadioCommands.obey(commanded, form);
        return RadioJson.of(commanded.status());
    }

    private static <T> T present(T service, String otherwise) throws Refusal {
        if (service == null) {
            throw new Refusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, otherwise);
        }
        return service;
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
