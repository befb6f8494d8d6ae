package org.stereobridge.dbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.freedesktop.dbus.connections.impl.BaseConnectionBuilder;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.dbus.BusException;
import org.stereobridge.dbus.Descriptor;
import org.stereobridge.dbus.Posix;

@Timeout(60)
class MessageReaderTest {

    private final MonotonicClock clock = new MonotonicClock();
    private final int[] pair = Posix.socketPair();
    private final int[] pipe = Posix.pipe();
    private final UnixSocket bus = new UnixSocket(Libc.LIBC, clock, Descriptor.own(pair[1]));
    private final Link link = new Link(new UnixSocket(Libc.LIBC, clock, Descriptor.own(pair[0])));
    private final MessageReader reader = new MessageReader(link);
    private final MessageWriter writer = new MessageWriter(link);
    private final SocketMessage sent = new SocketMessage(1 << 20);
    private final List<BusException> losses = new ArrayList<>();

    MessageReaderTest() {
        link.onLoss(losses::add);
    }

    @AfterEach
    void close() {
        reader.close();
        bus.close();
        Posix.close(pipe[0]);
        Posix.close(pipe[1]);
    }

    @Test
    void shouldReadMessageWithItsDescriptors() throws Exception {
        send(Wire.call().bytes());
        send(Wire.call().descriptors(2).signature("hh").body("\0\0\0\0\1\0\0\0").bytes(), pipe[0], pipe[1]);

        assertEquals(List.of(), reader.readMessage().getFiledescriptors());
        Message second = reader.readMessage();
        assertEquals(2, second.getFiledescriptors().size());
        for (int i = 0; i < 2; i++) {
            try (Descriptor passed = Descriptor.take(second.getFiledescriptors().get(i))) {
                assertTrue(Posix.isSame(pipe[i], passed.hold()));
                passed.release();
            }
        }
    }

    static Stream<UnaryOperator<Wire>> shouldRejectCallThatIsOfNoUse() {
        return Stream.of(
                wire -> wire.descriptors(17),
                // Arguments that are not as their signature has them
                wire -> wire.descriptors(3).signature("h").body("\17\0\0\0"),
                wire -> wire.descriptors(3).signature("s").body("\377\377\377\177"),
                wire -> wire.descriptors(3).signature("au").body("\377\0"),
                wire -> wire.descriptors(3).signature("(((").body("\377\0"));
    }

    @ParameterizedTest
    @MethodSource
    void shouldRejectCallThatIsOfNoUse(UnaryOperator<Wire> spoiler) throws Exception {
        reject(spoiler.apply(Wire.call()));
    }

    @Test
    void shouldRejectSignalWithDescriptors() throws Exception {
        reject(Wire.signal().descriptors(3));
    }

    @ParameterizedTest
    @CsvSource({"16, 99, 1", "16, -1, 1", "17, 2, 4", "18, 118, 4", "20, 127, 4", "23, 127, 4"})
    void shouldRejectHeaderThatIsNotWellFormed(int at, byte octet, int rejected) throws Exception {
        byte[] bytes = Wire.call().descriptors(3).bytes();
        bytes[at] = octet;
        long open = Posix.openDescriptors();
        send(bytes, pipe[0], pipe[1], pipe[0]);
        send(Wire.call().bytes());

        assertNotNull(reader.readMessage());

        assertEquals(rejected, link.rejected());
        assertEquals(open, Posix.openDescriptors());
    }

    @Test
    void shouldCloseStrays() throws Exception {
        long open = Posix.openDescriptors();
        send(Wire.call().bytes(), pipe[0], pipe[1]);

        assertNotNull(reader.readMessage());

        assertEquals(2, link.rejected());
        assertEquals(open, Posix.openDescriptors());
    }

    @Test
    void shouldFailCallWhoseAnswerIsRejected() throws Exception {
        MethodCall call = factory().createMethodCall("a.b", "/", "a.b", "C", (byte) 0, null);
        writer.writeMessage(call);
        long open = Posix.openDescriptors();
        send(Wire.answer(call.getSerial()).descriptors(17).bytes(), new int[17]);
        send(Wire.call().bytes());

        assertNotNull(reader.readMessage());

        Error answer = assertInstanceOf(Error.class, call.getReply(1));
        assertTrue(answer.getException().getMessage().contains("17 descriptors"));
        assertEquals(open, Posix.openDescriptors());
    }

    @Test
    void shouldFailCallsThatWaitWhereBusHangsUp() throws Exception {
        MethodCall call = factory().createMethodCall("a.b", "/", "a.b", "C", (byte) 0, null);
        writer.writeMessage(call);
        bus.close();

        assertNull(reader.readMessage());

        assertInstanceOf(Error.class, call.getReply(1));
        assertEquals(1, losses.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "l\1\0\1\377\377\377\377\1\0\0\0\377\377\377\377",
            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"})
    void shouldEndWhereBytesAreNoMessages(String bytes) throws Exception {
        long open = Posix.openDescriptors();
        send(bytes.getBytes(StandardCharsets.ISO_8859_1), pipe[0]);

        assertNull(reader.readMessage());
        assertNull(reader.readMessage());

        assertEquals(1, losses.size());
        assertEquals(BusException.Reason.LOST, losses.get(0).reason());
        reader.close();
        assertEquals(open - 1, Posix.openDescriptors()); // its own socket
    }

    @Test
    void shouldCloseWhatNobodyHasTakenWhereConnectionEnds() throws Exception {
        long open = Posix.openDescriptors();
        for (int i = 0; i < 3; i++) {
            send(Wire.call().descriptors(2).signature("hh").body("\0\0\0\0\1\0\0\0").bytes(), pipe[0], pipe[1]);
            assertNotNull(reader.readMessage());
        }
        assertEquals(open + 6, Posix.openDescriptors());

        reader.close();

        assertEquals(open - 1, Posix.openDescriptors());
    }

    private void reject(Wire wire) throws IOException {
        long open = Posix.openDescriptors();
        byte[] bytes = wire.bytes();
        int[] descriptors = new int[(int) WireHeader.read(bytes, 16, 16 + bytes[12], ByteOrder.LITTLE_ENDIAN)
                .descriptors()];
        Arrays.fill(descriptors, pipe[0]);
        send(bytes, descriptors);
        send(Wire.call().bytes());

        Message next = reader.readMessage();

        assertEquals(List.of(), next.getFiledescriptors());
        assertEquals(1, link.rejected());
        assertEquals(open, Posix.openDescriptors());
    }

    private void send(byte[] bytes, int... descriptors) throws IOException {
        bus.send(sent, bytes, descriptors, UnixSocket.NO_LIMIT);
    }

    private static MessageFactory factory() {
        return new MessageFactory(BaseConnectionBuilder.getSystemEndianness());
    }
}
