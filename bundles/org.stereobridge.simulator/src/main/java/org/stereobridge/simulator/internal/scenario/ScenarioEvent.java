package org.stereobridge.simulator.internal.scenario;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Something that happens during a run.
 *
 * @param atS true time since the Echo's first packet
 * @param what happens
 * @param speaker index of the speaker concerned, {@link #NONE} where it is another device or all
 * @param radio the shared radio concerned, 0 for all that are
 * @param amount how much, in the unit that {@code what} names; 0 where it has none
 * @param forS how long it lasts, 0 for what takes no time
 * @param text mode, codec, bundle or coder, empty where there is none
 * @param file the jar that a swap installs, null for the bundle's own
 */
public record ScenarioEvent(double atS, What what, int speaker, int radio, double amount, double forS, String text,
        Path file) {

    /** No speaker in particular. */
    public static final int NONE = -1;

    /** What can happen. */
    public enum What {
        /** A speaker is gone for a while, and what its buffer held is lost. */
        SPEAKER_LOST("speakerLost"),
        /** The Echo is gone for a while; it plays on, unheard. */
        ECHO_LOST("echoLost"),
        /** The Echo claims to play and sends nothing or silence, as the text says. */
        ECHO_SILENT("echoSilent"),
        /** Nothing goes over the air, ms. */
        RADIO_STALL("radioStall"),
        /** Others take air time; what is left, in percent. */
        CONGESTION("congestion"),
        /** A speaker re-buffers and is later from then on, ms. */
        LATENCY_STEP("latencyStep"),
        /** A speaker's clock, or where there is none the Echo's, is so fast from then on, ppm. */
        CLOCK_STEP("clockStep"),
        /** A speaker reports another latency, ms. */
        DELAY_REPORT("delayReport"),
        /** The Echo's stream comes back at another rate, and all speakers' streams with it, Hz. */
        ECHO_RATE("echoRate"),
        /** The Echo's stream comes back in the codec that the text names. */
        ECHO_RECONFIGURE("echoReconfigure"),
        /** The bundle that the text names is updated. */
        SWAP("swap"),
        /** A codec comes that throws, and goes; the text says which of its coders. */
        CRASH("crash"),
        /** The Echo sends so many hostile packets. */
        WRONG_PACKETS("wrongPackets");

        private final String label;

        What(String label) {
            this.label = label;
        }

        /** As a scenario writes it. */
        public String label() {
            return label;
        }
    }

    /** {@link What#ECHO_SILENT}: it sends no packets. */
    public static final String NOTHING = "nothing";
    /** {@link What#ECHO_SILENT}: it sends packets of silence. */
    public static final String SILENCE = "silence";
    /** {@link What#CRASH}: the encoders throw. */
    public static final String ENCODER = "encoder";
    /** {@link What#CRASH}: the decoders throw. */
    public static final String DECODER = "decoder";

    public ScenarioEvent {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(text, "text");
        if (!(atS >= 0 && forS >= 0)) {
            throw new IllegalArgumentException("atS=" + atS + " forS=" + forS);
        }
    }

    public double endS() {
        return atS + forS;
    }
}
