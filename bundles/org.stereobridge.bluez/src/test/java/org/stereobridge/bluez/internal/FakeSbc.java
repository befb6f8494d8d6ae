package org.stereobridge.bluez.internal;

import org.stereobridge.a2dp.SbcCodecProvider;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameDecoder;
import org.stereobridge.a2dp.SbcFrameEncoder;

/** SBC that is negotiated, and never coded. */
public final class FakeSbc extends SbcCodecProvider {

    @Override
    public String name() {
        return "SBC (fake)";
    }

    @Override
    protected SbcFrameDecoder frameDecoder(SbcConfig config) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected SbcFrameEncoder frameEncoder(SbcConfig config) {
        throw new UnsupportedOperationException();
    }
}
