package org.stereobridge.itests.added;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/**
 * A codec that somebody else adds: 16-bit samples with every bit turned over, bare, in codecFrames of 64 frames. All
 * that its bundle has is this package.
 */
public final class AddedCodec implements CodecProvider, BundleActivator {

    public static final CodecId ID = CodecId.vendor(0xFFFF, 0x0077);
    public static final String NAME = "Upside down";
    public static final int RATE_HZ = 48_000;
    static final int FRAMES = 64;

    @Override
    public void start(BundleContext context) {
        context.registerService(CodecProvider.class, this, new Hashtable<>(Map.of(CodecProvider.NAME, NAME)));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }

    public static StreamConfig config(int channels) {
        return new StreamConfig(ID, new byte[] {(byte) channels}, RATE_HZ, channels, NAME + " " + channels);
    }

    @Override
    public CodecId id() {
        return ID;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return new byte[] {3};
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return Optional.of(config(use == StreamUse.SPEAKER ? 1 : 2));
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return octets.length == 1 && (octets[0] == 1 || octets[0] == 2) ? Optional.of(config(octets[0]))
                : Optional.empty();
    }

    @Override
    public boolean usesRtp() {
        return false;
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        return new AddedCoder(config.channels());
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        return new AddedCoder(config.channels());
    }
}
