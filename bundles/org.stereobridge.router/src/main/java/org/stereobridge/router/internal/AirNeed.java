package org.stereobridge.router.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.a2dp.AirTime;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;

/** The share of an adapter's air that a stream takes, at each step of its codec's quality; 0 is best. */
final class AirNeed {

    private static final Logger LOG = LoggerFactory.getLogger(AirNeed.class);
    /** What sources send in a packet: seven SBC frames of 128. */
    private static final int PACKET_FRAMES = 896;
    /** Of a stream whose codec only decodes: a baseband packet of five slots and its answer, 50 times a second. */
    private static final AirNeed TYPICAL = new AirNeed(6 * 50 / 1_600.0);

    private final double[] shares;

    AirNeed(double... shares) {
        this.shares = shares.clone();
    }

    /**
     * Asks the codec, by an encoder of its own that nothing is encoded with.
     *
     * @param mtuBytes the longest packet
     */
    static AirNeed of(CodecProvider codec, StreamConfig config, int mtuBytes, AirTime.Modulation modulation) {
        int header = codec.usesRtp() ? RtpHeader.LENGTH : 0;
        try (Encoder encoder = codec.encoder(config)) {
            int room = mtuBytes - header;
            int codecFrames = Math.max(1, Math.min(encoder.maxCodecFrames(room),
                    PACKET_FRAMES / encoder.codecFrameLength()));
            double packetsPerSecond = (double) config.rateHz() / (codecFrames * encoder.codecFrameLength());
            double[] shares = new double[encoder.qualities()];
            for (int step = 0; step < shares.length; step++) {
                encoder.quality(step);
                shares[step] = AirTime.share(modulation, header + payloadBytes(encoder, codecFrames, room),
                        packetsPerSecond);
            }
            return new AirNeed(shares);
        } catch (RuntimeException e) {
            LOG.debug("What {} takes of the air is not known", codec.name(), e);
            return TYPICAL;
        }
    }

    /** The shortest room in which so many fit, at the encoder's present quality. */
    private static int payloadBytes(Encoder encoder, int codecFrames, int room) {
        int tooShort = 0;
        int enough = room;
        while (enough - tooShort > 1) {
            int middle = (tooShort + enough) >>> 1;
            if (encoder.maxCodecFrames(middle) >= codecFrames) {
                enough = middle;
            } else {
                tooShort = middle;
            }
        }
        return enough;
    }

    int steps() {
        return shares.length;
    }

    /** A step beyond the codec's last is its last. */
    double share(int step) {
        return shares[Math.min(step, shares.length - 1)];
    }
}
