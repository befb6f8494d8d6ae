package org.stereobridge.sync.internal;

import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.OutboundLink;

/** A link of which only the codec counts. */
record FixedLink(CodecId codec) implements OutboundLink {

    static final FixedLink SBC = new FixedLink(CodecId.SBC);
    static final FixedLink APTX = new FixedLink(CodecId.vendor(0x4F, 1));

    @Override
    public StreamConfig config() {
        return new StreamConfig(codec, new byte[4], 44_100, 1, "fixed");
    }

    @Override
    public boolean send(byte[] packet, int length) {
        return true;
    }

    @Override
    public int queuedPackets() {
        return 0;
    }

    @Override
    public int mtuBytes() {
        return 1_005;
    }
}
