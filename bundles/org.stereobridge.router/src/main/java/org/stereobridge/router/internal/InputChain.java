package org.stereobridge.router.internal;

import java.util.Arrays;
import java.util.Optional;
import org.stereobridge.a2dp.RtpReorderBuffer;
import org.stereobridge.codec.Decoder;
import org.stereobridge.dsp.SampleRing;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.SpeakerState;
import org.stereobridge.radio.StreamState;
import org.stereobridge.sync.MediaClock;

/**
 * One inbound stream, from its packets to samples on a timeline that starts at 0 with the first packet. Lives as long
 * as its link; belongs to the audio thread.
 *
 * <p>The timeline follows what packets hold. Their RTP timestamps, which sources get wrong, count only where something
 * is missing, and only where they are plausible.
 */
final class InputChain {

    /** Room for a second of delay in the speakers' alignment and for the longest packet, at 48 kHz. */
    private static final int RING_FRAMES = 1 << 17;
    private static final int PACKET_BYTES = 4_096;
    private static final int REORDER_SLOTS = 8;
    private static final int PACKETS_A_TURN = 64;
    private static final long SILENT_NS = 2_000_000_000L;
    /** A stall ends in a burst that makes up for it within this; after a pause the source stays behind. */
    private static final long CATCH_UP_NS = 200_000_000;
    private static final int STEADY_PACKETS = 8;
    /** What came since another router left the stream so lately has not waited. */
    private static final long AT_ONCE_NS = 1_000_000;

    private final InboundLink link;
    private final boolean usesRtp;
    private final int channels;
    private final int rateHz;
    private final RtpReorderBuffer reorder = new RtpReorderBuffer(REORDER_SLOTS, PACKET_BYTES);
    private final SampleRing ring = new SampleRing(RING_FRAMES);
    private final AddedLatency latency;
    private final LevelMeter left;
    private final LevelMeter right;
    private final byte[] packet = new byte[PACKET_BYTES];
    private final byte[] payload = new byte[PACKET_BYTES];

    private MediaClock clock;
    private StreamState resumed;
    private boolean isCatchingUp;
    private Decoder decoder;
    private float[][] decoded = new float[2][0];
    private int payloadLength;
    private boolean running;
    private boolean closed;
    private long lastArrivalNs;
    private long lateSinceNs;
    /** The packet before held more than could be decoded. */
    private boolean wasCut;
    private int lastFrames;
    /** By the RTP timestamps, from the last packet that could be decoded; and packets missing or bad since. */
    private long sinceGoodFrames;
    private int sinceGoodLost;
    private int packetFrames;
    private int otherFrames;
    private int otherPackets;
    /** Frames of silence that stand in the ring for audio that has not come yet. */
    private long owedFrames;
    private long packets;
    private long tooLong;
    private long timesBegun;

    InputChain(InboundLink link, boolean usesRtp, MediaClock clock, AddedLatency latency) {
        this.link = link;
        this.usesRtp = usesRtp;
        this.clock = clock;
        this.latency = latency;
        channels = link.config().channels();
        rateHz = link.config().rateHz();
        left = new LevelMeter(rateHz);
        right = new LevelMeter(rateHz);
    }

    /** Decodes by this one from the next packet on, primed with the packet before so that its filters do not click. */
    void decodeBy(Decoder next, float[][] room) {
        if (next == decoder) {
            return;
        }
        decoder = next;
        decoded = room;
        if (payloadLength > 0) {
            decoder.decode(payload, 0, payloadLength, decoded, 0);
        }
    }

    /** Keeps time by this clock from now on, which goes on where the one before is. */
    void keepTimeBy(MediaClock next) {
        if (next != clock) {
            clock.state().ifPresent(next::resume);
            clock = next;
        }
    }

    /** Goes on where another router has left the stream. Before the audio thread has it. */
    void resume(StreamState state) {
        resumed = state;
        isCatchingUp = true;
        running = true;
        lastArrivalNs = state.leftNs();
        packetFrames = state.packetFrames();
        owedFrames = state.owedFrames();
        StreamState.LastPacket last = state.last();
        payloadLength = Math.min(last.payload().length, PACKET_BYTES);
        System.arraycopy(last.payload(), 0, payload, 0, payloadLength);
        reorder.resume(last.sequence(), last.timestamp());
        lastFrames = last.frames();
        sinceGoodFrames = last.sinceFrames();
        sinceGoodLost = last.lostPackets();
        wasCut = last.isCut();
        ring.restart(state.endFrame() - state.left().length);
        ring.write(new float[][] {state.left(), state.right()}, 0, state.left().length);
        clock.resume(state.clock());
    }

    /** Whether another router left the stream at this time, and the audio thread has not taken it up yet. */
    boolean goesOnFrom(long leftNs) {
        return resumed != null && resumed.leftNs() == leftNs;
    }

    /** Has a speaker go on that was left together with the stream. Before the audio thread has them. */
    void prime(SpeakerState state, Plan.Output output) {
        output.departures().resume(state);
        long timestamp = resumed.originTimestamp() + state.position() + state.pace().ahead() & 0xFFFF_FFFFL;
        output.chain().prime(ring, state, timestamp, state.delayNs() * rateHz / 1e9 + output.heldFrames(),
                output);
    }

    /** From where this goes on, where another router has left the stream; told once. */
    Optional<StreamState> takeResumed() {
        var taken = Optional.ofNullable(resumed);
        link.handover().take();
        resumed = null;
        return taken;
    }

    /**
     * Leaves the stream at its link for another router. Packets that wait for a missing one are decoded without it.
     * When the audio thread has ended.
     */
    void leave(Timeline timeline, long nowNs) {
        if (!running) {
            return;
        }
        skipMissing(nowNs);
        int frames = (int) Math.min(RING_FRAMES, ring.endFrame());
        float[] leftHeld = new float[frames];
        float[] rightHeld = new float[frames];
        ring.read(ring.endFrame() - frames, frames, leftHeld, rightHeld, 0);
        var last = new StreamState.LastPacket(Arrays.copyOf(payload, payloadLength), reorder.sequence(),
                reorder.timestamp(), lastFrames, sinceGoodFrames, sinceGoodLost, wasCut);
        clock.state().ifPresent(known -> link.handover().leave(new StreamState(nowNs, timeline.timestamp(0),
                timeline.position(), ring.endFrame(), leftHeld, rightHeld, packetFrames, owedFrames, last, known)));
    }

    /** The samples that a packet of any length decodes to, for {@link #decodeBy}. Control threads. */
    static float[][] room(Decoder decoder) {
        return new float[2][decoder.maxFrames(PACKET_BYTES)];
    }

    /** Takes all that has arrived; returns whether the timeline began anew. */
    boolean receive(long nowNs) {
        boolean restarted = false;
        if (isCatchingUp) {
            endWhereSilent(nowNs);
            isCatchingUp = nowNs - lastArrivalNs > AT_ONCE_NS;
        }
        for (int i = 0; i < PACKETS_A_TURN; i++) {
            int length = link.receive(packet);
            if (length <= 0) {
                closed = length < 0;
                break;
            }
            packets++;
            if (length > PACKET_BYTES) {
                tooLong++;
                continue;
            }
            restarted |= accept(length, nowNs);
        }
        isCatchingUp = false;
        endWhereSilent(nowNs);
        return restarted;
    }

    private void endWhereSilent(long nowNs) {
        if (running && nowNs - lastArrivalNs >= SILENT_NS) {
            running = false;
            reorder.reset();
        }
    }

    private boolean accept(int length, long nowNs) {
        if (!usesRtp) {
            payloadLength = length;
            System.arraycopy(packet, 0, payload, 0, length);
            return decode(0, 0, nowNs);
        }
        return reorder.offer(packet, length) && drain(nowNs);
    }

    /** Packets are missing while later ones are here. */
    boolean isWaiting() {
        return reorder.isWaiting();
    }

    /** Gives up the packets that are missing. */
    void skipMissing(long nowNs) {
        reorder.skipGap();
        drain(nowNs);
    }

    private boolean drain(long nowNs) {
        boolean restarted = false;
        for (int length = reorder.poll(payload); length >= 0; length = reorder.poll(payload)) {
            payloadLength = length;
            restarted |= decode(reorder.lostBefore(), reorder.timestampStep(), nowNs);
        }
        return restarted;
    }

    private boolean decode(int lost, long timestampStep, long nowNs) {
        long badBefore = decoder.badCodecFrames();
        int frames = decoder.decode(payload, 0, payloadLength, decoded, 0);
        boolean bad = decoder.badCodecFrames() != badBefore;
        sinceGoodFrames += timestampStep;
        sinceGoodLost += lost;
        if (frames == 0) {
            sinceGoodLost += bad ? 1 : 0;
            return false;
        }
        boolean starts = !running;
        if (starts) {
            running = true;
            timesBegun++;
            owedFrames = 0;
            packetFrames = frames;
            ring.restart(0);
            clock.reset();
            latency.restart();
        } else if (sinceGoodLost > 0 || wasCut) {
            writeMissing(missingFrames());
        }
        wasCut = bad;
        sinceGoodFrames = 0;
        sinceGoodLost = 0;
        lastFrames = frames;
        lastArrivalNs = nowNs;
        float[] rightIn = channels == 2 ? decoded[1] : decoded[0];
        left.measure(decoded[0], 0, frames);
        right.measure(rightIn, 0, frames);
        write(frames, nowNs);
        learnPacketFrames(frames);
        return starts;
    }

    private void write(int frames, long nowNs) {
        if (channels == 1) {
            System.arraycopy(decoded[0], 0, decoded[1], 0, frames);
        }
        if (owedFrames > 0 && lateSinceNs == 0) {
            lateSinceNs = nowNs;
        }
        if (owedFrames > 0 && nowNs - lateSinceNs >= CATCH_UP_NS) {
            owedFrames = 0;
            clock.reset();
            timesBegun++;
        }
        int late = (int) Math.min(owedFrames, frames);
        owedFrames -= late;
        if (owedFrames == 0) {
            lateSinceNs = 0;
        }
        ring.write(decoded, late, frames - late);
        // When the packets came that waited for this router, nobody knows.
        if (!isCatchingUp) {
            clock.onArrival(ring.endFrame() - owedFrames, nowNs);
        }
        if (late < frames) {
            latency.arrived(ring.endFrame(), nowNs);
        }
    }

    private long missingFrames() {
        long byTimestamp = sinceGoodFrames - lastFrames;
        long most = (sinceGoodLost + 1L) * decoded[0].length;
        return byTimestamp >= 0 && byTimestamp <= most ? byTimestamp : (long) sinceGoodLost * packetFrames;
    }

    /** Silence for what was lost on the way; what has been concealed already is not owed any more. */
    private void writeMissing(long frames) {
        long covered = Math.min(owedFrames, frames);
        owedFrames -= covered;
        ring.writeSilence((int) Math.min(frames - covered, RING_FRAMES / 2));
    }

    /** Puts silence where audio is due and has not come; what comes for it afterwards is dropped. */
    void conceal(long frames) {
        owedFrames += frames;
        ring.writeSilence((int) frames);
    }

    private void learnPacketFrames(int frames) {
        if (frames == packetFrames) {
            otherPackets = 0;
            return;
        }
        otherPackets = frames == otherFrames ? otherPackets + 1 : 1;
        otherFrames = frames;
        if (otherPackets >= STEADY_PACKETS) {
            packetFrames = frames;
        }
    }

    int rateHz() {
        return rateHz;
    }

    SampleRing ring() {
        return ring;
    }

    MediaClock clock() {
        return clock;
    }

    /** Packets have come lately. */
    boolean isRunning() {
        return running;
    }

    /** How often time began, with the first packet or after a pause. */
    long timesBegun() {
        return timesBegun;
    }

    boolean isClosed() {
        return closed;
    }

    /** Frames that a packet of this source usually holds. */
    int packetFrames() {
        return packetFrames;
    }

    long packets() {
        return packets;
    }

    /** Times that it went on after a pause, and its clock began anew. */
    long pauses() {
        return Math.max(0, timesBegun - 1);
    }

    long lostPackets() {
        return reorder.lost();
    }

    long droppedPackets() {
        return reorder.malformed() + reorder.duplicates() + reorder.late() + reorder.overflowed() + tooLong;
    }

    long badCodecFrames() {
        return decoder == null ? 0 : decoder.badCodecFrames();
    }

    double leftDb() {
        return left.db();
    }

    double rightDb() {
        return right.db();
    }
}
