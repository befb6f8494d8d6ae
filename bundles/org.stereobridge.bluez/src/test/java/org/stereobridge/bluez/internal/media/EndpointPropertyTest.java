package org.stereobridge.bluez.internal.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bluez.Error;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.stereobridge.bluez.internal.FakeSbc;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

/** Whatever comes over D-Bus is understood, or refused by BlueZ's error. */
class EndpointPropertyTest {

    private final List<StreamConfig> configured = new ArrayList<>();
    private final CodecChoice choice = new CodecChoice(new ObjectTree(), List::of, id -> Optional.empty(), () -> 0,
            path -> List.of());

    private Endpoint endpoint(StreamUse use, int rateHz) {
        return new Endpoint("/endpoint", new EndpointKind(use, CodecId.SBC), "/adapter", choice,
                id -> Optional.of(new FakeSbc()), () -> rateHz, new Endpoint.Listener() {

                    @Override
                    public void configured(BusObject transport, StreamUse use, StreamConfig config) {
                        configured.add(config);
                    }

                    @Override
                    public void cleared(String transportPath) {
                    }

                    @Override
                    public void released(String endpointPath) {
                    }
                });
    }

    /** Lengths of which some are right. */
    @Provide
    Arbitrary<byte[]> octets() {
        return Arbitraries.oneOf(Arbitraries.bytes().array(byte[].class).ofSize(4),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300));
    }

    @Provide
    Arbitrary<Object> anything() {
        return Arbitraries.oneOf(octets().map(octets -> (Object) octets), Arbitraries.strings().map(text -> text),
                Arbitraries.integers().map(number -> number), Arbitraries.of(true, false).map(flag -> flag),
                Arbitraries.doubles().map(number -> number), Arbitraries.of(new DBusPath("/a"), new DBusPath("/b")));
    }

    @Property
    void shouldChooseWithinAnyCapabilities(@ForAll("octets") byte[] octets, @ForAll StreamUse use) {
        try {
            byte[] chosen = endpoint(use, 44_100).SelectConfiguration(octets);

            StreamConfig config = new FakeSbc().parse(chosen).orElseThrow();
            for (int i = 0; i < 2; i++) {
                assertEquals(chosen[i], (byte) (chosen[i] & octets[i]), "nothing that the peer cannot");
            }
            assertTrue(use == StreamUse.PROGRAMME || config.rateHz() == 44_100);
        } catch (Error.InvalidArguments e) {
            // Nothing fits.
        }
    }

    @Property
    void shouldTakeOrRefuseAnyConfiguration(@ForAll("anything") Object value, @ForAll("anything") Object device) {
        Map<String, Variant<?>> properties = new HashMap<>();
        properties.put("Configuration", new Variant<>(value));
        properties.put("Device", new Variant<>(device));
        try {
            endpoint(StreamUse.PROGRAMME, 0).SetConfiguration(new DBusPath("/transport"), properties);

            assertArrayEquals((byte[]) value, configured.get(configured.size() - 1).octets());
        } catch (Error.InvalidArguments e) {
            // It is none.
        }
    }

    @Property
    void shouldComeBackThroughAnyVendorsPrefix(@ForAll("octets") byte[] octets, @ForAll @IntRange(min = 0) int vendor,
            @ForAll @IntRange(max = 0xFFFF) int codec) {
        var kind = new EndpointKind(StreamUse.SPEAKER, CodecId.vendor(vendor, codec));

        assertArrayEquals(octets, kind.unwrap(kind.wrap(octets)).orElseThrow());
        kind.unwrap(octets);
    }

    @Property
    void shouldReadAnyPropertyAsAnything(@ForAll("anything") Object value,
            @ForAll @Size(max = 4) List<String> list) {
        var object = BusObject.of("/p", Map.of("P", new Variant<>(value), "L", new Variant<>(list, "as")));

        for (String name : List.of("P", "L", "none")) {
            object.text(name);
            object.flag(name);
            object.number(name);
            object.octets(name);
            object.dictionary(name);
            assertTrue(object.texts(name).size() <= 4);
        }
    }
}
