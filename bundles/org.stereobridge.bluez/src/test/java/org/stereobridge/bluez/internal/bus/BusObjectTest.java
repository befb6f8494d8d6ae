package org.stereobridge.bluez.internal.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusObjectTest {

    private static BusObject with(Variant<?> value) {
        Map<String, Variant<?>> properties = new HashMap<>();
        properties.put("P", value);
        return BusObject.of("/p", properties);
    }

    /** What a property may be, whatever it ought to be. */
    static Stream<Variant<?>> anything() {
        return Stream.of(null, new Variant<>("text"), new Variant<>(true), new Variant<>((byte) -1),
                new Variant<>((short) -1), new Variant<>(new UInt16(0xFFFF)), new Variant<>(-1),
                new Variant<>(new UInt32(0xFFFF_FFFFL)), new Variant<>(Long.MIN_VALUE),
                new Variant<>(new UInt64("18446744073709551615")), new Variant<>(Double.NaN),
                new Variant<>(new DBusPath("/x")), new Variant<>(new byte[] {1}), new Variant<>(new int[] {1}),
                new Variant<>(new String[] {"a"}), new Variant<>(List.of("a"), "as"),
                new Variant<>(List.of(), "as"), new Variant<>(List.of((byte) 1), "ay"),
                new Variant<>(List.of(List.of("a")), "aas"), new Variant<>(Map.of("a", "b"), "a{ss}"),
                new Variant<>(Map.of("a", new Variant<>(1)), "a{sv}"),
                new Variant<>(Map.of(1, new Variant<>("b")), "a{iv}"), new Variant<>(new Variant<>("text"), "v"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void shouldReadAnythingAsAnything(Variant<?> value) {
        BusObject object = with(value);

        object.text("P");
        object.flag("P");
        object.number("P");
        object.texts("P").forEach(String::length);
        object.octets("P");
        object.dictionary("P").forEach(String::concat);
    }

    @Test
    void shouldReadWhatIsThere() {
        assertEquals("text", with(new Variant<>("text")).text("P"));
        assertEquals("/x", with(new Variant<>(new DBusPath("/x"))).text("P"));
        assertTrue(with(new Variant<>(true)).flag("P"));
        assertEquals(OptionalLong.of(127), with(new Variant<>(new UInt16(127))).number("P"));
        assertEquals(OptionalLong.of(-60), with(new Variant<>((short) -60)).number("P"));
        assertEquals(List.of("a", "b"), with(new Variant<>(new String[] {"a", "b"})).texts("P"));
        assertArrayEquals(new byte[] {1, 2}, with(new Variant<>(new byte[] {1, 2})).octets("P"));
        assertArrayEquals(new byte[] {1}, with(new Variant<>(List.of((byte) 1), "ay")).octets("P"));
        assertEquals(Map.of("Title", "Song"), with(new Variant<>(Map.of("Title", new Variant<>("Song"), "Duration",
                new Variant<>(new UInt32(1))), "a{sv}")).dictionary("P"));
    }

    @Test
    void shouldTakeWrongTypesForAbsent() {
        BusObject object = with(new Variant<>(1));

        assertEquals("", object.text("P"));
        assertFalse(object.flag("P"));
        assertEquals(List.of(), object.texts("P"));
        assertEquals(0, object.octets("P").length);
        assertEquals(Map.of(), object.dictionary("P"));
        assertEquals(OptionalLong.empty(), with(new Variant<>("1")).number("P"));
        assertEquals(List.of(), with(new Variant<>("text")).texts("P"));
    }

    @Test
    void shouldTakeNoOctetsWhereOneIsNone() {
        assertEquals(0, with(new Variant<>(Arrays.asList((byte) 1, "x"), "ay")).octets("P").length);
    }

    @Test
    void shouldCutEndlessTexts() {
        assertEquals(512, with(new Variant<>("x".repeat(100_000))).text("P").length());
    }

    @Test
    void shouldNotHandOutItsOctets() {
        BusObject object = with(new Variant<>(new byte[] {1}));

        object.octets("P")[0] = 2;

        assertArrayEquals(new byte[] {1}, object.octets("P"));
    }
}
