package org.stereobridge.bluez.internal;

import java.util.Optional;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Decoder;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** A vendor's codec for speakers alone, of one octet that is to be 7; negotiated, and never coded. */
public final class FakeVendorCodec implements CodecProvider {

    public static final CodecId ID = CodecId.vendor(0x1234, 0x56);

    private static final byte[] OCTETS = {7};

    /** What a speaker has that has it, as BlueZ shows it. */
    static byte[] blueZ() {
        return new byte[] {0x34, 0x12, 0, 0, 0x56, 0, 7};
    }

    @Override
    public CodecId id() {
        return ID;
    }

    @Override
    public String name() {
        return "Fine (fake)";
    }

    @Override
    public String codecName() {
        return "Fine";
    }

    @Override
    public boolean serves(StreamUse use) {
        return use == StreamUse.SPEAKER;
    }

    @Override
    public byte[] capabilities(StreamUse use) {
        return OCTETS.clone();
    }

    @Override
    public Optional<StreamConfig> choose(byte[] peerCapabilities, StreamUse use, int rateHz) {
        return parse(peerCapabilities);
    }

    @Override
    public Optional<StreamConfig> parse(byte[] octets) {
        return octets.length == 1 && octets[0] == 7
                ? Optional.of(new StreamConfig(ID, octets, 44_100, 2, "Fine, 44.1 kHz")) : Optional.empty();
    }

    @Override
    public boolean usesRtp() {
        return false;
    }

    @Override
    public Decoder decoder(StreamConfig config) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Encoder encoder(StreamConfig config) {
        throw new UnsupportedOperationException();
    }
}
