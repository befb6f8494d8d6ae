package org.stereobridge.bluez.internal.media;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.bluez.Error;
import org.bluez.MediaEndpoint1;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** One endpoint, which serves one stream at a time. bluetoothd calls it on D-Bus threads. */
final class Endpoint implements MediaEndpoint1 {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    /** Who is told; D-Bus threads. */
    interface Listener {

        /** @param transport its properties as bluetoothd gave them */
        void configured(BusObject transport, StreamUse use, StreamConfig config);

        void cleared(String transportPath);

        /** bluetoothd does not know the endpoint any more. */
        void released(String endpointPath);
    }

    private final String path;
    private final EndpointKind kind;
    private final String adapterPath;
    private final CodecChoice choice;
    private final Function<CodecId, Optional<CodecProvider>> codecs;
    private final IntSupplier rateHz;
    private final Listener listener;

    /** @param rateHz the rate that a speaker's stream must have, 0 for any */
    Endpoint(String path, EndpointKind kind, String adapterPath, CodecChoice choice,
            Function<CodecId, Optional<CodecProvider>> codecs, IntSupplier rateHz, Listener listener) {
        this.path = path;
        this.kind = kind;
        this.adapterPath = adapterPath;
        this.choice = choice;
        this.codecs = codecs;
        this.rateHz = rateHz;
        this.listener = listener;
    }

    Map<String, Variant<?>> properties() {
        byte[] capabilities = codecs.apply(kind.codec()).map(codec -> codec.capabilities(kind.use()))
                .orElseThrow(() -> new IllegalStateException("no codec " + kind.codec()));
        return Map.of("UUID", new Variant<>(kind.uuid()), "Codec", new Variant<>(kind.codecOctet()),
                "Capabilities", new Variant<>(kind.wrap(capabilities)), "DelayReporting", new Variant<>(true));
    }

    @Override
    public byte[] SelectConfiguration(byte[] capabilities) {
        boolean isForSpeaker = kind.use() == StreamUse.SPEAKER;
        if (isForSpeaker && !choice.admits(adapterPath, kind.codec())) {
            throw new Error.InvalidArguments("Another codec is to be taken");
        }
        int rate = isForSpeaker ? rateHz.getAsInt() : 0;
        byte[] chosen = kind.unwrap(capabilities).flatMap(octets -> codecs.apply(kind.codec())
                .flatMap(codec -> codec.choose(octets, kind.use(), rate))).map(config -> kind.wrap(config.octets()))
                .orElseThrow(() -> refused("capabilities", capabilities));
        if (isForSpeaker) {
            choice.chose(adapterPath, kind.codec());
        }
        return chosen;
    }

    @Override
    public void SetConfiguration(DBusPath transport, Map<String, Variant<?>> properties) {
        var object = BusObject.of(transport.getPath(), properties);
        byte[] octets = object.octets("Configuration");
        StreamConfig config = kind.unwrap(octets).flatMap(own -> codecs.apply(kind.codec())
                .flatMap(codec -> codec.parse(own))).orElseThrow(() -> refused("configuration", octets));
        listener.configured(object, kind.use(), config);
    }

    private Error.InvalidArguments refused(String what, byte[] octets) {
        LOG.warn("Refused a peer's {}, of which nothing fits: {} {}", what, kind.codec(),
                HexFormat.of().formatHex(octets, 0, Math.min(octets.length, 32)));
        return new Error.InvalidArguments("Nothing in this " + what + " fits");
    }

    @Override
    public Map<String, Variant<?>> SelectProperties(Map<String, Variant<?>> properties) {
        throw new Error.NotSupported("Not an endpoint of LE Audio");
    }

    @Override
    public void ClearConfiguration(DBusPath transport) {
        listener.cleared(transport.getPath());
    }

    @Override
    public void Release() {
        listener.released(path);
    }

    @Override
    public String getObjectPath() {
        return path;
    }
}
