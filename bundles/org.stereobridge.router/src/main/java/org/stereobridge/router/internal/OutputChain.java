package org.stereobridge.router.internal;

import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.Encoder;
import org.stereobridge.dsp.EqCurve;
import org.stereobridge.dsp.Equalizer;
import org.stereobridge.dsp.Levels;
import org.stereobridge.dsp.Limiter;
import org.stereobridge.dsp.SampleRing;
import org.stereobridge.dsp.WindowedSinc;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.radio.SpeakerState;

/**
 * The way to one speaker: mix row and gain, fractional delay, equaliser, limiter, encoder, packet. Lives as long as
 * its link; belongs to the audio thread. Each change of row, gain, delay or equaliser is faded over one packet.
 */
final class OutputChain {

    /** What an SBC encoder and decoder delay by (of other codecs the plan knows), and the length of their blocks. */
    private static final int SBC_DELAY = 73;
    private static final int SBC_BLOCK = 8;

    /**
     * The last frames before a packet's end, of which no sample is needed: they make the analysis blocks of both SBC
     * generations line up, which costs up to 4 dB less noise.
     */
    static final int SPARE = Math.floorMod(-(SBC_DELAY + WindowedSinc.AFTER + Limiter.LOOKAHEAD), SBC_BLOCK);
    /**
     * Frames by which the content of a packet lies behind its position where no delay is asked for: the delay filter's
     * reach, the limiter's look-ahead, and the spare ones.
     */
    static final int CONTENT_DELAY = WindowedSinc.AFTER + Limiter.LOOKAHEAD + SPARE;

    /**
     * So many may wait in the radio. They cannot be taken back: after a stall of the air a speaker that has run dry
     * begins with them, late by their length, and is in step with another one only if that had as many and held them.
     */
    private static final int MOST_QUEUED = 3;
    private static final float CEILING = 0.98855f; // -0.1 dB
    private static final int FADE = 64;
    /** What the filters are primed with: a second, after which an equaliser has forgotten all before. */
    private static final int PRIMING_FRAMES = 48_000;
    private static final int PRIMING_BLOCK = 512;

    private final OutboundLink link;
    private final boolean usesRtp;
    private final int headerBytes;
    private final int maxFrames;
    private final RowReader reader;
    private final Equalizer equalizer = new Equalizer();
    private final Limiter limiter;
    private final LevelMeter meter;
    private final Homecoming homecoming;
    private final float[] out;
    private final float[] before;
    private final float[][] rows;
    private final byte[] packet;
    private final byte[] primer;

    private Encoder encoder;
    private EqCurve curve;
    private Plan.Mix own;
    private Plan.Mix both;
    private Plan.Mix mix;
    private Plan.Mix lastMix;
    private double delayFrames;
    private double lastDelayFrames;
    private int maxPacketFrames;
    private int quality;
    private boolean started;
    private boolean muted;
    private int lastFrames;
    private int length;
    private int sequence;
    private long nextTimestamp;
    private int queued;

    OutputChain(OutboundLink link, boolean usesRtp, int maxFrames) {
        this.link = link;
        this.usesRtp = usesRtp;
        this.maxFrames = maxFrames;
        headerBytes = usesRtp ? RtpHeader.LENGTH : 0;
        int rateHz = link.config().rateHz();
        limiter = new Limiter(rateHz, CEILING);
        meter = new LevelMeter(rateHz);
        homecoming = new Homecoming(rateHz);
        reader = new RowReader(maxFrames);
        out = new float[maxFrames];
        before = new float[maxFrames];
        rows = new float[][] {out, out};
        packet = new byte[link.mtuBytes()];
        primer = new byte[link.mtuBytes()];
    }

    /** Takes what a new plan says, from the next packet on. A new encoder is primed with the last packet's samples. */
    void configure(Encoder next, Plan.Mix own, Plan.Mix both, boolean standsIn, EqCurve curve) {
        if (next != encoder) {
            encoder = next;
            muted = false;
            // What fits at the best quality fits at each.
            maxPacketFrames = Math.min(next.maxCodecFrames(packet.length - headerBytes),
                    maxFrames / next.codecFrameLength()) * next.codecFrameLength();
            next.quality(Math.min(quality, next.qualities() - 1));
            int codecFrames = lastFrames / next.codecFrameLength();
            if (codecFrames > 0 && codecFrames <= next.maxCodecFrames(primer.length - headerBytes)) {
                next.encode(rows, 0, codecFrames, primer, headerBytes);
            }
        }
        this.own = own;
        this.both = both;
        homecoming.ask(standsIn);
        this.curve = curve;
    }

    /**
     * Goes on where another router has left the speaker: sends what was before through all filters. Before the audio
     * thread has it.
     *
     * @param timestamp of the state's position
     */
    void prime(SampleRing ring, SpeakerState state, long timestamp, double delayFrames, Plan.Output output) {
        sequence = state.sequence();
        own = output.own();
        both = output.both();
        homecoming.ask(output.standsIn());
        curve = output.curve();
        this.delayFrames = delayFrames;
        pace(state.pace().fraction(), 1);
        int codecFrame = output.encoder().codecFrameLength();
        int block = Math.min(maxFrames, Math.max(codecFrame, PRIMING_BLOCK - PRIMING_BLOCK % codecFrame));
        for (long back = PRIMING_FRAMES / block; back > 0; back--) {
            render(ring, state.position() - back * block, block);
        }
        nextTimestamp = timestamp;
    }

    /** The most frames that one packet may hold, a multiple of {@link #frameLength()}; 0 where none fits. */
    int maxPacketFrames() {
        return maxPacketFrames;
    }

    int qualities() {
        return encoder.qualities();
    }

    /** Takes this step of the codec's ladder from the next packet on, or its last one. */
    void quality(int step) {
        int next = Math.min(step, encoder.qualities() - 1);
        if (next != quality) {
            quality = next;
            encoder.quality(next);
        }
    }

    int quality() {
        return quality;
    }

    int frameLength() {
        return encoder.codecFrameLength();
    }

    /**
     * From the next packet on, its frames lie this far apart on the timeline, the first one so far behind its position.
     *
     * @param fraction 0 to below 1
     * @param step 0.999 to 1.001; 1 for the timeline's own frames
     */
    void pace(double fraction, double step) {
        reader.pace(fraction, step);
    }

    /** Asks the radio for its queue. */
    void poll() {
        queued = link.queuedPackets();
    }

    /**
     * Makes the packet of the frames from this position on, where this speaker's content is held back. It fades in
     * where it joins in mid-song, and behind frames that were left out, of which the timestamp tells.
     */
    void make(SampleRing ring, long position, int frames, double delayFrames, long timestamp) {
        this.delayFrames = delayFrames;
        boolean isBehindGap = started ? timestamp != nextTimestamp : position > 0;
        if (!started) {
            // So that limiter and equaliser are under way where it joins in mid-song.
            render(ring, position - frames, frames);
        }
        render(ring, position, frames);
        if (isBehindGap) {
            fadeIn(frames);
        }
        length = headerBytes + encoder.encode(rows, 0, frames / encoder.codecFrameLength(), packet, headerBytes);
        nextTimestamp = timestamp + frames & 0xFFFF_FFFFL;
        if (usesRtp) {
            RtpHeader.write(packet, sequence, timestamp);
        }
    }

    /** Hands the packet that was made to the radio; false where that has no room, and it may be tried again. */
    boolean send() {
        if (queued >= MOST_QUEUED || !link.send(packet, length)) {
            return false;
        }
        queued++;
        sequence = sequence + 1 & 0xFFFF;
        return true;
    }

    private void render(SampleRing ring, long position, int frames) {
        mix = homecoming.standsIn() ? both : own;
        if (!started) {
            started = true;
            lastMix = mix;
            lastDelayFrames = delayFrames;
        }
        if (delayFrames != lastDelayFrames) {
            delayed(ring, position, frames, lastDelayFrames, before);
        }
        delayed(ring, position, frames, delayFrames, out);
        if (delayFrames != lastDelayFrames) {
            fade(before, out, frames);
            lastDelayFrames = delayFrames;
        }
        lastMix = mix;
        lastFrames = frames;
        equalizer.process(curve, out, 0, frames);
        limiter.process(out, 0, frames);
        meter.measure(out, 0, frames);
        homecoming.onPacket(Levels.peak(out, 0, frames), frames);
    }

    private void delayed(SampleRing ring, long position, int frames, double delayFrames, float[] to) {
        reader.read(ring, position, delayFrames + CONTENT_DELAY - Limiter.LOOKAHEAD, lastMix, mix, to, frames);
    }

    private void fadeIn(int frames) {
        int fading = Math.min(FADE, frames);
        for (int n = 0; n < fading; n++) {
            out[n] *= (n + 0.5f) / fading;
        }
    }

    private static void fade(float[] from, float[] to, int frames) {
        for (int n = 0; n < frames; n++) {
            float in = (n + 0.5f) / frames;
            float smooth = in * in * (3 - 2 * in);
            to[n] = from[n] + smooth * (to[n] - from[n]);
        }
    }

    /** Sends nothing more until there is another encoder. */
    void mute() {
        muted = true;
    }

    /** What another router has left of the speaker is of no use any more: the loop goes on from here. */
    void takeOver() {
        link.handover().take();
    }

    /** Leaves the speaker at its link for another router. When the audio thread has ended. */
    void leave(SpeakerState state) {
        link.handover().leave(state);
    }

    int rateHz() {
        return link.config().rateHz();
    }

    /** RTP sequence number of the next packet. */
    int sequence() {
        return sequence;
    }

    boolean isMuted() {
        return muted;
    }

    /** Whether it plays both channels for a speaker that is gone. */
    boolean standsIn() {
        return homecoming.standsIn();
    }

    int queuedPackets() {
        return queued;
    }

    double levelDb() {
        return meter.db();
    }

    long limitedFrames() {
        return limiter.limitedFrames();
    }
}
