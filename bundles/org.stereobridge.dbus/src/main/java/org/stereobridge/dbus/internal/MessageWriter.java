package org.stereobridge.dbus.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.spi.message.IMessageWriter;

/** Writes messages with their descriptors. An exception of its socket has dbus-java tear the connection down. */
final class MessageWriter implements IMessageWriter {

    private static final int WRITE_BYTES = 1 << 16;
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(10);

    private final Link link;
    private final SocketMessage written = new SocketMessage(WRITE_BYTES);

    MessageWriter(Link link) {
        this.link = link;
    }

    @Override
    public synchronized void writeMessage(Message message) throws IOException {
        link.isWrittenBy(Thread.currentThread());
        if (message instanceof Farewell) {
            link.stopReading();
            throw new ClosedChannelException();
        }
        List<FileDescriptor> descriptors = message.getFiledescriptors();
        try {
            byte[] bytes = bytes(message);
            checkDescriptors(bytes, descriptors.size());
            if (message instanceof MethodCall call) {
                link.willSend(call);
            }
            send(bytes, descriptors.stream().mapToInt(FileDescriptor::getIntFileDescriptor).toArray());
        } finally {
            GivenDescriptors.SHARED.close(descriptors);
        }
    }

    @Override
    public boolean isClosed() {
        return link.isClosed();
    }

    @Override
    public void close() {
        link.close();
    }

    private void send(byte[] bytes, int[] descriptors) throws IOException {
        try {
            link.socket().send(written, bytes, descriptors, LIMIT_NS);
        } catch (IOException e) {
            link.lose(e);
            link.stopReading();
            throw e;
        }
    }

    private static byte[] bytes(Message message) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : message.getWireData()) {
            if (part == null) {
                break;
            }
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** dbus-java names in the header those descriptors only that are arguments by themselves. */
    private static void checkDescriptors(byte[] bytes, int count) {
        if (count == 0) {
            return;
        }
        ByteOrder order = bytes[0] == 'l' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int fieldBytes = ByteBuffer.wrap(bytes).order(order).getInt(12);
        WireHeader header = WireHeader.read(bytes, WireHeader.FIXED_BYTES, WireHeader.FIXED_BYTES + fieldBytes, order);
        if (header == null || header.descriptors() != count || count > MessageReader.MAX_DESCRIPTORS) {
            throw new IllegalArgumentException(count + " descriptors: at most " + MessageReader.MAX_DESCRIPTORS
                    + " may be sent at once, each as an argument by itself");
        }
    }
}
