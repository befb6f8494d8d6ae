package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;

/** Lays a scenario's events on the world's time. */
final class EventPlan {

    /** A link that comes or goes is seen in the loop's next turn; a plan without one is made some turns later. */
    private static final int LINK_TURNS = 1;
    private static final int PROGRAM_TURNS = 50;

    private final World world;
    private final Happenings happenings;
    private final Stage stage;
    private final Executor executor;
    private final Codecs codecs;
    private final boolean isRealTime;
    private final List<Speaker> speakers;
    private final Echo echo;
    private final Map<Integer, Air> airs;
    private final List<EchoStream> streams;

    /** @param airs by the radio's number, 0 and less for speakers' own ones */
    EventPlan(World world, Happenings happenings, WorldSettings settings, Executor executor, List<Speaker> speakers,
            Echo echo, Map<Integer, Air> airs, List<EchoStream> streams) {
        this.world = world;
        this.happenings = happenings;
        stage = settings.stage();
        codecs = settings.codecs();
        isRealTime = settings.isRealTime();
        this.executor = executor;
        this.speakers = speakers;
        this.echo = echo;
        this.airs = airs;
        this.streams = streams;
    }

    /** What the Echo does by itself, on its own thread. */
    static List<EchoEvent> echoEvents(Scenario scenario) {
        List<EchoEvent> events = new ArrayList<>();
        for (ScenarioEvent event : inOrder(scenario)) {
            if (event.what() == What.ECHO_SILENT) {
                events.add(new EchoEvent(World.ns(event.atS()), World.ns(event.endS()), 0,
                        event.text().equals(ScenarioEvent.NOTHING)));
            } else if (event.what() == What.WRONG_PACKETS) {
                events.add(new EchoEvent(World.ns(event.atS()), World.ns(event.atS()), (int) event.amount(), false));
            }
        }
        return events;
    }

    /** The clock of the Echo's music. */
    static EchoClock echoClock(Scenario scenario, int rateHz) {
        List<ScenarioEvent> steps = inOrder(scenario).stream().filter(event -> event.what() == What.CLOCK_STEP
                && event.speaker() == ScenarioEvent.NONE).toList();
        var clock = new EchoClock(rateHz, scenario.echo().clockPpm(), steps.size());
        steps.forEach(step -> clock.step(step.atS() * 1e9, step.amount()));
        return clock;
    }

    private static List<ScenarioEvent> inOrder(Scenario scenario) {
        return scenario.events().stream().sorted(Comparator.comparingDouble(ScenarioEvent::atS)).toList();
    }

    /** @param streams for the speakers, by the rate */
    void lay(Scenario scenario, Map<Integer, List<StreamConfig>> streams) {
        int rateHz = speakers.get(0).config().rateHz();
        for (ScenarioEvent event : inOrder(scenario)) {
            rateHz = event.what() == What.ECHO_RATE ? (int) event.amount() : rateHz;
            lay(event, streams.get(rateHz));
        }
        happenings.timetable().close();
    }

    private void lay(ScenarioEvent event, List<StreamConfig> next) {
        Speaker speaker = event.speaker() == ScenarioEvent.NONE ? null : speakers.get(event.speaker());
        List<Air> concerned = concerned(event);
        switch (event.what()) {
            case SPEAKER_LOST -> {
                begins(event, () -> lose(List.of(speaker), false));
                ends(event, () -> comeBack(List.of(speaker), List.of(next.get(event.speaker())), 0));
            }
            case ECHO_LOST, ECHO_RECONFIGURE -> {
                begins(event, () -> lose(List.of(), true));
                ends(event, () -> comeBack(List.of(), List.of(), World.ns(event.endS())));
            }
            case ECHO_RATE -> {
                begins(event, () -> lose(speakers, true));
                ends(event, () -> comeBack(speakers, next, World.ns(event.endS())));
            }
            case RADIO_STALL -> {
                begins(event, () -> concerned.forEach(air -> air.stall(true, world.nanoTime())));
                ends(event, () -> concerned.forEach(air -> air.stall(false, world.nanoTime())));
            }
            case CONGESTION -> {
                begins(event, () -> concerned.forEach(air -> air.share(event.amount() / 100, world.nanoTime())));
                ends(event, () -> concerned.forEach(air -> air.share(1, world.nanoTime())));
            }
            case LATENCY_STEP -> begins(event, () -> speaker.delay(event.amount()));
            case CLOCK_STEP -> {
                if (speaker != null) {
                    begins(event, () -> speaker.clock(event.amount()));
                }
            }
            case DELAY_REPORT -> begins(event, () -> {
                speaker.report(event.amount());
                hold(() -> stage.update(speaker), LINK_TURNS, () -> { });
            });
            case SWAP -> begins(event, () -> swap(event));
            case CRASH -> {
                var codec = new CrashingCodec(codecs.bridge(), event.text().equals(ScenarioEvent.ENCODER));
                begins(event, () -> hold(() -> stage.crash(codec, true), PROGRAM_TURNS, codec::arm));
                ends(event, () -> hold(() -> stage.crash(codec, false), PROGRAM_TURNS, () -> { }));
            }
            case ECHO_SILENT, WRONG_PACKETS -> {
                // The Echo's own.
            }
        }
    }

    /** The radio named, else all that are shared and those that are the speakers' own. */
    private List<Air> concerned(ScenarioEvent event) {
        return airs.entrySet().stream().filter(entry -> event.radio() == 0 || entry.getKey() == event.radio())
                .sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList();
    }

    private void begins(ScenarioEvent event, Runnable what) {
        happenings.timetable().add(World.ns(event.atS()), false, what);
    }

    private void ends(ScenarioEvent event, Runnable what) {
        happenings.timetable().add(World.ns(event.endS()), true, what);
    }

    private void hold(Hold.Task task, int turns, Runnable end) {
        happenings.hold(new Hold(executor, task, turns, end));
    }

    private void lose(List<Speaker> lost, boolean isEchoLost) {
        lost.stream().filter(speaker -> speaker.link() != null).forEach(speaker -> happenings.forget(speaker.lose()));
        if (isEchoLost) {
            happenings.forget(echo.lose());
        }
        hold(() -> {
            lost.forEach(stage::withdraw);
            if (isEchoLost) {
                stage.withdraw(echo);
            }
        }, LINK_TURNS, () -> { });
    }

    /** @param echoFromNs when the Echo's next stream begins, 0 where it is not the Echo that comes back */
    private void comeBack(List<Speaker> back, List<StreamConfig> configs, long echoFromNs) {
        for (int i = 0; i < back.size(); i++) {
            back.get(i).comeBack(configs.get(i));
        }
        if (echoFromNs != 0) {
            echo.comeBack(EchoStreams.configFrom(streams, echoFromNs));
        }
        hold(() -> {
            back.forEach(stage::offer);
            if (echoFromNs != 0) {
                stage.offer(echo);
            }
        }, LINK_TURNS, () -> { });
    }

    private void swap(ScenarioEvent event) {
        long beginNs = world.clock().nanoTime();
        hold(() -> stage.swap(event.text(), event.file()), PROGRAM_TURNS,
                () -> world.leaveUnserved(isRealTime ? world.clock().nanoTime() - beginNs : World.ns(event.forS())
                        - World.START_NS));
    }
}
