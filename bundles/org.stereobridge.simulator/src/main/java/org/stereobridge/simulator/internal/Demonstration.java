package org.stereobridge.simulator.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.io.IOException;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.simulator.internal.report.ReportWriter;
import org.stereobridge.simulator.internal.terminal.Terminals;
import org.stereobridge.simulator.internal.world.Simulation;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.sync.SyncController;

/**
 * Plays one piece on the simulated radio, writes what was heard, and ends the program. Where it is stopped
 * before, as by Ctrl-C, it reports on what was played until then.
 */
@Component(service = {}, immediate = true)
public final class Demonstration {

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
    private static final long TAKE_UP_NS = 15_000_000_000L;
    private static final long LOOK_NS = 20_000_000;

    private final BundleContext context;
    private final DemonstrationSettings settings;
    private final Thread thread = new Thread(this::run, "stereobridge-demonstration");

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile BridgeMonitor monitor;
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile SyncController sync;

    private volatile Simulation simulation;
    private volatile boolean stopped;

    @Activate
    public Demonstration(BundleContext context) {
        this.context = context;
        settings = DemonstrationSettings.of(context::getProperty);
    }

    @Activate
    void activate() {
        thread.start();
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        stopped = true;
        Simulation running = simulation;
        if (running != null) {
            running.stop();
        }
        thread.join();
    }

    private void run() {
        try (Terminal terminal = Terminals.of(settings.terminal(), System.out, System.getenv("COLUMNS"))) {
            play(terminal);
        } catch (RefusedException e) {
            LOG.info("Refused: {}", e.getMessage());
            System.err.println("stereobridge: " + e.getMessage());
            end(e.exitCode());
        } catch (IOException e) {
            System.err.println("stereobridge: report cannot be written (" + e.getMessage() + "): "
                    + settings.folder() + ": free some space, or give another --out");
            end(RefusedException.CANNOT_WRITE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The demonstration failed", e);
            System.err.println("stereobridge: internal error: " + e
                    + ": see the log in the data folder, and report it");
            end(RefusedException.INTERNAL);
        }
    }

    private void play(Terminal terminal) throws RefusedException, IOException, InterruptedException {
        var stage = new FrameworkStage(context);
        Simulation playing = SimulationFactory.make(context, settings, this::contentDelayNs, stage);
        simulation = playing;
        try (var radio = new RadioServices(context, playing, stage)) {
            playing.start();
            if (stopped) {
                playing.stop();
            }
            if (!isTakenUp(playing)) {
                playing.discard();
                throw new RefusedException(RefusedException.UNAVAILABLE, "the bridge does not take up its links",
                        radio.missing(), "see the log in the data folder");
            }
            watch(playing, terminal);
            Optional<BridgeStatus> status = status();
            if (playing.echo().packets() == 0) {
                // It was stopped before the first sample, and there is nothing to tell.
                playing.discard();
                end(0);
                return;
            }
            RunFigures figures = playing.finish();
            report(status.map(figures::withBridge).orElse(figures), terminal);
        }
    }

    private static boolean isTakenUp(Simulation playing) throws InterruptedException {
        for (long waitedNs = 0; waitedNs < TAKE_UP_NS && !playing.hasBegun(); waitedNs += LOOK_NS) {
            playing.awaitEnd(LOOK_NS);
        }
        return playing.hasBegun();
    }

    private void watch(Simulation playing, Terminal terminal) throws InterruptedException {
        do {
            Optional<BridgeStatus> status = status();
            terminal.show(playing.progress(id -> status.flatMap(now -> now.speakers().stream()
                    .filter(speaker -> speaker.id().equals(id)).findFirst()).map(BridgeStatus.Speaker::levelDb)
                    .orElse(-120.0)));
        } while (!playing.awaitEnd(terminal.intervalNs()));
    }

    private void report(RunFigures figures, Terminal terminal) throws IOException {
        terminal.line("Measuring what was heard ...");
        ReportSummary summary = new ReportWriter().write(figures, settings.folder());
        summary.lines().forEach(terminal::line);
        summary.files().forEach(file -> terminal.line("  " + file));
        end(0);
    }

    private Optional<BridgeStatus> status() {
        BridgeMonitor now = monitor;
        return now == null ? Optional.empty() : Optional.of(now.status());
    }

    private long contentDelayNs(String speakerId) {
        SyncController now = sync;
        return now == null ? 0 : now.alignment().delayNs(speakerId);
    }

    private void end(int exitCode) {
        System.setProperty("stereobridge.exitCode", Integer.toString(exitCode));
        try {
            context.getBundle(Constants.SYSTEM_BUNDLE_ID).stop();
        } catch (BundleException e) {
            LOG.error("The framework does not stop", e);
        }
    }
}
