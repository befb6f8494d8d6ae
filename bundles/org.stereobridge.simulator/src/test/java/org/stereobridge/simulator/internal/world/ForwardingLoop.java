package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.stereobridge.a2dp.RtpHeader;

/** Stands in for the bridge: sends each packet on to all speakers, at a time that the test decides. */
final class ForwardingLoop {

    /** Decides that a packet leaves as soon as it has come. */
    static final LongUnaryOperator AT_ONCE = packet -> Long.MIN_VALUE;

    private static final int WAITING = 64;

    private final Simulation simulation;
    private final LongUnaryOperator departureNs;
    private final int packetFrames;
    private final List<Speaker> speakers;
    private final byte[][] queue = new byte[WAITING][EchoLink.MTU_BYTES];
    private final int[] lengths = new int[WAITING];
    private final RtpHeader header = new RtpHeader();

    private long received;
    private long sent;
    /** Packets for which a speaker's link had no room. */
    long refused;

    /** When each packet came, since the start, and its RTP header; filled where asked for. */
    final List<long[]> arrivals = new ArrayList<>();
    boolean isListing;

    /** @param departureNs when the packet of this number leaves, since the start; not before it has come */
    ForwardingLoop(Simulation simulation, int packetFrames, LongUnaryOperator departureNs) {
        this.simulation = simulation;
        this.packetFrames = packetFrames;
        this.departureNs = departureNs;
        speakers = simulation.speakers();
    }

    /** Runs until this much true time has passed, or the run has ended. */
    void runUntil(double seconds) throws InterruptedException {
        World world = simulation.world();
        while (!simulation.awaitEnd(0) && world.sinceStartNs() < seconds * 1e9) {
            turn(world);
        }
    }

    void turn(World world) {
        for (int i = 0; i < speakers.size(); i++) {
            if (link(i) != null) {
                link(i).queuedPackets();
            }
        }
        receive(world.nanoTime() - World.START_NS);
        long nextNs = World.START_NS + send(world.nanoTime() - World.START_NS);
        world.await(nextNs);
    }

    private SpeakerLink link(int speaker) {
        return speakers.get(speaker).link();
    }

    private void receive(long nowNs) {
        while (simulation.echo().link() != null && received - sent < WAITING) {
            int slot = (int) (received % WAITING);
            lengths[slot] = simulation.echo().link().receive(queue[slot]);
            if (lengths[slot] <= 0) {
                return;
            }
            header.parse(queue[slot], lengths[slot]);
            if (isListing) {
                arrivals.add(new long[] {nowNs, header.sequence(), header.timestamp()});
            }
            received++;
        }
    }

    private long send(long nowNs) {
        while (sent < received && departureNs.applyAsLong(sent) <= nowNs) {
            int slot = (int) (sent % WAITING);
            RtpHeader.write(queue[slot], (int) sent, sent * packetFrames);
            for (int i = 0; i < speakers.size(); i++) {
                if (link(i) != null && !link(i).send(queue[slot], lengths[slot])) {
                    refused++;
                }
            }
            sent++;
        }
        return sent < received ? departureNs.applyAsLong(sent) : nowNs + 20_000_000;
    }
}
