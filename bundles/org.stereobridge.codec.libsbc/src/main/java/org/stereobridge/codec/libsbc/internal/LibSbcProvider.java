package org.stereobridge.codec.libsbc.internal;

import java.util.Optional;
import org.stereobridge.a2dp.SbcCodecProvider;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameDecoder;
import org.stereobridge.a2dp.SbcFrameEncoder;

/** SBC by libsbc. */
public final class LibSbcProvider extends SbcCodecProvider {

    /** @throws IllegalStateException where {@link #problem} tells why */
    public LibSbcProvider() {
        problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }

    /** Why libsbc cannot be used on this machine; empty where it can. */
    public static Optional<String> problem() {
        return LibSbc.problem();
    }

    @Override
    public String name() {
        return "SBC (libsbc)";
    }

    @Override
    protected SbcFrameDecoder frameDecoder(SbcConfig config) {
        return new LibSbcDecoder(config);
    }

    @Override
    protected SbcFrameEncoder frameEncoder(SbcConfig config) {
        return new LibSbcEncoder(config);
    }
}
