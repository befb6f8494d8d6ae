package org.stereobridge.dbus.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.stereobridge.clock.NanoClock;
import org.stereobridge.dbus.BusException;
import org.stereobridge.dbus.BusException.Reason;

/**
 * Signs in to a bus as this process's user (SASL EXTERNAL, D-Bus specification, "Authentication Protocol"), and has it
 * agree to pass descriptors. The bus speaks only when it is asked: what it says beyond one line is refused.
 */
final class SaslClient {

    private static final int MAX_LINE_BYTES = 512;

    private final UnixSocket socket;
    private final NanoClock clock;
    private final long limitNs;
    private final long sinceNs;
    private final SocketMessage message = new SocketMessage(MAX_LINE_BYTES);

    SaslClient(UnixSocket socket, NanoClock clock, int limitMs) {
        this.socket = socket;
        this.clock = clock;
        this.limitNs = TimeUnit.MILLISECONDS.toNanos(limitMs);
        this.sinceNs = clock.nanoTime();
    }

    void authenticate(int user) throws BusException {
        String name = Integer.toUnsignedString(user);
        String encoded = HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII));
        // The zero carries this process's credentials.
        String answer = ask("\0AUTH EXTERNAL " + encoded + "\r\n");
        if (!answer.equals("OK") && !answer.startsWith("OK ")) {
            throw new BusException(Reason.REJECTED, "the bus does not let user " + name + " in: '" + answer + '\'');
        }
        answer = ask("NEGOTIATE_UNIX_FD\r\n");
        if (!answer.equals("AGREE_UNIX_FD")) {
            throw new BusException(Reason.UNSUPPORTED, "the bus passes no descriptors: '" + answer + '\'');
        }
        send("BEGIN\r\n");
    }

    private String ask(String line) throws BusException {
        send(line);
        byte[] answer = new byte[MAX_LINE_BYTES];
        int length = 0;
        try {
            while (length < 2 || answer[length - 2] != '\r' || answer[length - 1] != '\n') {
                int received = socket.receive(message, leftNs());
                if (received < 0) {
                    throw new BusException(Reason.REJECTED, "the bus hangs up instead of letting this user in");
                }
                for (int stray : message.descriptors()) {
                    Libc.closeQuietly(stray);
                }
                if (length + received > answer.length) {
                    throw new BusException(Reason.REJECTED, "this is no bus: its answer does not end");
                }
                message.read(answer, length, received);
                length += received;
            }
        } catch (BusException e) {
            throw e;
        } catch (IOException e) {
            throw new BusException(Reason.REJECTED, "the bus hangs up: " + e.getMessage(), e);
        }
        String text = new String(answer, 0, length - 2, StandardCharsets.ISO_8859_1);
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new BusException(Reason.REJECTED, "this is no bus: its answer is not one line of text");
        }
        return text;
    }

    private void send(String line) throws BusException {
        try {
            socket.send(message, line.getBytes(StandardCharsets.US_ASCII), new int[0], leftNs());
        } catch (BusException e) {
            throw e;
        } catch (IOException e) {
            throw new BusException(Reason.REJECTED, "the bus hangs up: " + e.getMessage(), e);
        }
    }

    private long leftNs() {
        return Math.max(0, limitNs - (clock.nanoTime() - sinceNs));
    }
}
