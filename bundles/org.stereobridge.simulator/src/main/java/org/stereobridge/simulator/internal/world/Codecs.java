package org.stereobridge.simulator.internal.world;

import java.util.List;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.simulator.internal.RefusedException;

/**
 * Who codes: where two implementations of SBC are installed, the Echo and the speakers use another one than the bridge.
 *
 * @param bridge the one with the highest rank, which the bridge uses
 * @param peers the next one
 */
public record Codecs(CodecProvider bridge, CodecProvider peers) {

    /** @param providers the highest rank first */
    public static Codecs of(List<CodecProvider> providers) throws RefusedException {
        List<CodecProvider> sbc = providers.stream().filter(provider -> provider.id().equals(CodecId.SBC)).toList();
        if (sbc.isEmpty()) {
            throw new RefusedException(RefusedException.UNAVAILABLE, "no codec", "SBC",
                    "install the bundle org.stereobridge.codec.sbc");
        }
        return new Codecs(sbc.get(0), sbc.get(sbc.size() > 1 ? 1 : 0));
    }

    /** For people. */
    @Override
    public String toString() {
        return bridge == peers ? bridge.name() + " throughout"
                : bridge.name() + " in the bridge, " + peers.name() + " in the Echo and the speakers";
    }
}
