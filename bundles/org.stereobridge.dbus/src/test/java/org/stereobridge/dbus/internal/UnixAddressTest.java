package org.stereobridge.dbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnixAddressTest {

    @Test
    void shouldReadPath() {
        UnixAddress address = UnixAddress.parse("unix:path=/run/dbus/system_bus_socket,guid=12").get(0);

        assertEquals("/run/dbus/system_bus_socket", address.socketName());
        assertEquals("unix:path=/run/dbus/system_bus_socket,guid=12", address.entry());
    }

    @Test
    void shouldReadAbstractName() {
        UnixAddress address = UnixAddress.parse("unix:guid=12,abstract=/tmp/x").get(0);

        assertTrue(address.isAbstract());
        assertEquals("\0/tmp/x", address.socketName());
    }

    @Test
    void shouldUndoEscapes() {
        UnixAddress address = UnixAddress.parse("unix:path=/tmp/a%20b%2c%c3%A4").get(0);

        assertEquals(List.of((byte) 0xc3, (byte) 0xa4),
                List.of(address.bytes()[address.bytes().length - 2], address.bytes()[address.bytes().length - 1]));
        assertTrue(address.socketName().startsWith("/tmp/a b,"));
    }

    @Test
    void shouldReadSeveral() {
        List<UnixAddress> addresses = UnixAddress.parse("unix:path=/a; unix:abstract=b;");

        assertEquals(List.of("/a", "\0b"), addresses.stream().map(UnixAddress::socketName).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "tcp:host=localhost,port=1", "unix:", "unix:path=", "unix:tmpdir=/tmp", "path=/a",
            "unix:path=/a%2", "unix:path=/a%zz", "unix:path=/a%00b", "unixexec:path=/bin/sh",
            "unix:path=/a;tcp:host=b"})
    void shouldNotTakeOthers(String address) {
        assertThrows(IllegalArgumentException.class, () -> UnixAddress.parse(address));
    }

    @Test
    void shouldNotTakePathThatFitsNoSocket() {
        String path = "/" + "a".repeat(106);

        assertEquals(path, UnixAddress.parse("unix:path=" + path).get(0).socketName());
        assertThrows(IllegalArgumentException.class, () -> UnixAddress.parse("unix:path=" + path + "a"));
    }
}
