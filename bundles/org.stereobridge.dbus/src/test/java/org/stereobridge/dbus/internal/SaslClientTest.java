package org.stereobridge.dbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.dbus.BusException;
import org.stereobridge.dbus.BusException.Reason;
import org.stereobridge.dbus.Descriptor;
import org.stereobridge.dbus.Posix;
import org.stereobridge.testkit.SimulatedClock;

@Timeout(60)
class SaslClientTest {

    private static final int LIMIT_MS = 1000;

    private final SimulatedClock clock = new SimulatedClock(0);
    private final int[] pair = Posix.socketPair();
    private final UnixSocket socket = new UnixSocket(Libc.LIBC, clock, Descriptor.own(pair[0]));
    private final UnixSocket bus = new UnixSocket(Libc.LIBC, clock, Descriptor.own(pair[1]));
    private final SaslClient client = new SaslClient(socket, clock, LIMIT_MS);
    private final SocketMessage message = new SocketMessage(1000);
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        socket.close();
        bus.close();
        other.shutdownNow();
    }

    @Test
    void shouldSignInAsUserAndAskForDescriptors() throws Exception {
        Future<?> signingIn = signIn();

        assertEquals("\0AUTH EXTERNAL 31303030\r\n", line());
        say("OK 1234deadbeef\r\n");
        assertEquals("NEGOTIATE_UNIX_FD\r\n", line());
        say("AGREE_UNIX_FD\r\n");
        assertEquals("BEGIN\r\n", line());
        signingIn.get();
    }

    @Test
    void shouldTakeAnswerInPieces() throws Exception {
        Future<?> signingIn = signIn();

        line();
        say("O");
        say("K 1234\r");
        say("\n");
        assertEquals("NEGOTIATE_UNIX_FD\r\n", line());
        say("AGREE_UNIX_FD\r\n");
        line();
        signingIn.get();
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED EXTERNAL DBUS_COOKIE_SHA1 ANONYMOUS\\r\\n, ''",
        "ERROR\\r\\n, ''",
        "DATA 00\\r\\n, ''",
        "OKAY 1234\\r\\n, ''",
        "\\r\\n, ''",
        "HTTP/1.1 400 Bad Request\\r\\nConnection: close\\r\\n\\r\\n, ''",
        "OK 1234\\r\\nAGREE_UNIX_FD\\r\\n, ''",
        "OK \\1\\r\\n, ''",
        "OK 1234\\r\\n, AGREE_UNIX_FD\\r\\nl\\r\\n",
    })
    void shouldRefuseWrongAnswers(String first, String second) throws Exception {
        assertEquals(Reason.REJECTED, failure(first, second));
    }

    @ParameterizedTest
    @CsvSource({"ERROR\\r\\n", "ERROR no descriptors here\\r\\n", "OK 1234\\r\\n"})
    void shouldRefuseBusWithoutDescriptors(String second) throws Exception {
        assertEquals(Reason.UNSUPPORTED, failure("OK 1234\\r\\n", second));
    }

    @Test
    void shouldRefuseAnswerWithoutEnd() throws Exception {
        assertEquals(Reason.REJECTED, failure("OK " + "0".repeat(600), ""));
    }

    @Test
    void shouldRefuseBusThatHangsUp() throws Exception {
        Future<?> signingIn = signIn();
        line();
        bus.close();

        assertEquals(Reason.REJECTED, reason(signingIn));
    }

    @Test
    void shouldCloseDescriptorsThatComeTooEarly() throws Exception {
        int[] pipe = Posix.pipe();
        Future<?> signingIn = signIn();
        line();
        long open = Posix.openDescriptors();
        bus.send(message, "REJECTED\r\n".getBytes(StandardCharsets.US_ASCII), pipe, UnixSocket.NO_LIMIT);

        assertEquals(Reason.REJECTED, reason(signingIn));
        assertEquals(open, Posix.openDescriptors());
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void shouldGiveUpOnBusThatIsSilent() throws Exception {
        Future<?> signingIn = signIn();
        line();

        clock.advance(LIMIT_MS * 1_000_000L);

        assertEquals(Reason.TIMED_OUT, reason(signingIn));
    }

    private Future<?> signIn() {
        return other.submit(() -> {
            client.authenticate(1000);
            return null;
        });
    }

    private Reason failure(String first, String second) throws Exception {
        Future<?> signingIn = signIn();
        line();
        say(first.translateEscapes());
        if (!second.isEmpty()) {
            line();
            say(second.translateEscapes());
        }
        return reason(signingIn);
    }

    private static Reason reason(Future<?> signingIn) {
        ExecutionException problem = assertThrows(ExecutionException.class, signingIn::get);
        return ((BusException) problem.getCause()).reason();
    }

    private String line() throws Exception {
        byte[] bytes = new byte[bus.receive(message, UnixSocket.NO_LIMIT)];
        message.read(bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private void say(String text) throws Exception {
        bus.send(message, text.getBytes(StandardCharsets.ISO_8859_1), new int[0], UnixSocket.NO_LIMIT);
    }
}
