package org.stereobridge.dbus.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.NotConnected;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.spi.message.IMessageWriter;
import org.freedesktop.dbus.types.UInt32;

/**
 * Writes messages with their descriptors. On a connection that is gone it has calls fail and drops the rest, and never
 * throws an IOException: after one dbus-java would drop the calls that are still to be written, and have them wait.
 */
final class MessageWriter implements IMessageWriter {

    private static final int WRITE_BYTES = 1 << 16;
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final UInt32 RELEASED = new UInt32(1);

    private final Link link;
    private final SocketMessage written = new SocketMessage(WRITE_BYTES);

    MessageWriter(Link link) {
        this.link = link;
    }

    @Override
    public synchronized void writeMessage(Message message) {
        link.isWrittenBy(Thread.currentThread());
        if (message instanceof Farewell farewell) {
            link.finish();
            farewell.isMet();
            return;
        }
        List<FileDescriptor> descriptors = message.getFiledescriptors();
        try {
            if (link.gone() == null) {
                byte[] bytes = bytes(message);
                checkDescriptors(bytes, descriptors.size());
                if (message instanceof MethodCall call) {
                    link.willSend(call);
                }
                send(bytes, descriptors.stream().mapToInt(FileDescriptor::getIntFileDescriptor).toArray());
            }
            if (link.gone() != null && message instanceof MethodCall call) {
                refuse(call);
            }
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

    private void send(byte[] bytes, int[] descriptors) {
        try {
            link.socket().send(written, bytes, descriptors, LIMIT_NS);
        } catch (IOException e) {
            link.lose(e);
        }
    }

    private void refuse(MethodCall call) {
        // dbus-java gives names back before it disconnects, and logs an error where it cannot. The bus takes them.
        if (!"ReleaseName".equals(call.getName())) {
            throw new NotConnected(link.gone());
        }
        try {
            call.setReply(new MessageFactory(call.getEndianess()).createMethodReturn(call, "u", RELEASED));
        } catch (DBusException e) {
            throw new NotConnected(link.gone());
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
