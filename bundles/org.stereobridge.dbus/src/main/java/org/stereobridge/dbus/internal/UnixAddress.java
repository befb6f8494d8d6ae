package org.stereobridge.dbus.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a bus listens: one entry of a D-Bus server address.
 *
 * @param entry as it was written
 * @param socketName as in {@code sun_path}: a path, or a zero and an abstract name
 */
record UnixAddress(String entry, String socketName) {

    private static final int MAX_BYTES = 107; // sun_path without the zero at its end

    /** Reads addresses separated by semicolons, of which the first that works is to be used. */
    static List<UnixAddress> parse(String addresses) {
        var parsed = new ArrayList<UnixAddress>();
        for (String entry : addresses.split(";")) {
            if (!entry.isBlank()) {
                parsed.add(parseEntry(entry.strip()));
            }
        }
        if (parsed.isEmpty()) {
            throw new IllegalArgumentException("bus address is empty: '" + addresses + '\'');
        }
        return List.copyOf(parsed);
    }

    byte[] bytes() {
        return socketName.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isAbstract() {
        return socketName.charAt(0) == 0;
    }

    private static UnixAddress parseEntry(String entry) {
        String transport = "unix:";
        if (!entry.startsWith(transport)) {
            throw new IllegalArgumentException("bus address is neither unix:path= nor unix:abstract=: " + entry);
        }
        for (String pair : entry.substring(transport.length()).split(",")) {
            String[] keyAndValue = pair.split("=", 2);
            if (keyAndValue.length == 2 && !keyAndValue[1].isEmpty()) {
                if (keyAndValue[0].equals("path")) {
                    return new UnixAddress(entry, checked(unescape(keyAndValue[1]), entry));
                }
                if (keyAndValue[0].equals("abstract")) {
                    return new UnixAddress(entry, checked('\0' + unescape(keyAndValue[1]), entry));
                }
            }
        }
        throw new IllegalArgumentException("bus address has neither path nor abstract: " + entry);
    }

    private static String checked(String socketName, String entry) {
        if (socketName.length() > MAX_BYTES || socketName.indexOf('\0', 1) >= 0) {
            throw new IllegalArgumentException("bus address names no socket that can be: " + entry);
        }
        return socketName;
    }

    /** The octets as characters of Latin-1, with %-escapes undone. */
    private static String unescape(String value) {
        var octets = new ByteArrayOutputStream();
        byte[] escaped = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] != '%') {
                octets.write(escaped[i]);
            } else if (i + 2 < escaped.length && hex(escaped[i + 1]) >= 0 && hex(escaped[i + 2]) >= 0) {
                octets.write(hex(escaped[i + 1]) << 4 | hex(escaped[i + 2]));
                i += 2;
            } else {
                throw new IllegalArgumentException("bus address is badly escaped: " + value);
            }
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
