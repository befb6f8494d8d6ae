package org.stereobridge.router.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stereobridge.radio.Link;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.Latency;

/** Reads the audio thread's figures without disturbing it. */
final class StatusReader {

    private static final Alignment.Speaker UNKNOWN =
            new Alignment.Speaker(new Latency(0, Latency.Origin.ASSUMED), 0, 0);

    private final AudioLoop loop;

    StatusReader(AudioLoop loop) {
        this.loop = loop;
    }

    BridgeStatus read(Planner.Source source, List<Planner.Sink> sinks) {
        loop.turns();
        Alignment alignment = Optional.ofNullable(loop.adopted().alignment()).orElse(Alignment.NONE);
        List<BridgeStatus.Speaker> speakers = sinks.stream()
                .map(sink -> speaker(sink, alignment.speakers().getOrDefault(sink.id(), UNKNOWN)))
                .sorted(Comparator.comparing(BridgeStatus.Speaker::name)).toList();
        var figures = new BridgeStatus.Loop(loop.packetsIn(), loop.packetsOut(), loop.gaps(), loop.addedLatency(),
                loop.failures(), loop.qualityChanges(), loop.qualityReason());
        return new BridgeStatus(state(source, sinks), Optional.ofNullable(source).map(this::input), speakers, figures);
    }

    private static BridgeStatus.State state(Planner.Source source, List<Planner.Sink> sinks) {
        if (source == null) {
            return BridgeStatus.State.NO_SOURCE;
        }
        if (sinks.isEmpty()) {
            return BridgeStatus.State.NO_SPEAKERS;
        }
        return source.chain().isRunning() ? BridgeStatus.State.PLAYING : BridgeStatus.State.IDLE;
    }

    private BridgeStatus.Input input(Planner.Source source) {
        InputChain chain = source.chain();
        return new BridgeStatus.Input((String) source.properties().get(Link.ID),
                Devices.name(source.properties()), source.link().config(), source.codec().name(), chain.packets(),
                chain.lostPackets(), chain.droppedPackets(), chain.badCodecFrames(), chain.leftDb(), chain.rightDb(),
                loop.bufferNs(), chain.clock().targetNs(), chain.clock().jitterNs(), chain.clock().driftPpm());
    }

    private static BridgeStatus.Speaker speaker(Planner.Sink sink, Alignment.Speaker aligned) {
        OutputChain chain = sink.departures().chain();
        return new BridgeStatus.Speaker(sink.id(), Devices.name(sink.properties()), sink.link().config(),
                sink.codec().name(), sink.settings().row(), sink.settings().gainDb(), chain.levelDb(),
                aligned.latency(), aligned.delayNs(), aligned.residualNs(), chain.queuedPackets(),
                sink.departures().packets(), sink.departures().refusedPackets(), chain.limitedFrames(),
                sink.departures().skippedFrames(), chain.quality(), chain.standsIn());
    }
}
