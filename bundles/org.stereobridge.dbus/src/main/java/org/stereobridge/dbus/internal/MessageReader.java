package org.stereobridge.dbus.internal;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.connections.base.IncomingMessageThread;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.constants.MessageType;
import org.freedesktop.dbus.spi.message.IMessageReader;
import org.stereobridge.dbus.internal.Framer.Frame;

/**
 * Reads messages with their descriptors. Used by dbus-java's reading thread alone, which ends here when the connection
 * does: an exception would have it log a stack trace, and it takes a closed reader for one that has nothing yet.
 */
final class MessageReader implements IMessageReader {

    /** More than a message of BlueZ has, and what dbus-daemon lets pass. */
    static final int MAX_DESCRIPTORS = 16;

    private static final int READ_BYTES = 1 << 16;

    private final Link link;
    private final SocketMessage read = new SocketMessage(READ_BYTES);
    private final Framer framer = new Framer(Libc::closeQuietly);
    private long strays;

    MessageReader(Link link) {
        this.link = link;
    }

    @Override
    public Message readMessage() {
        link.isReadBy(Thread.currentThread());
        try {
            while (true) {
                Frame frame = framer.next();
                if (frame == null) {
                    receive();
                } else {
                    Message message = accept(frame);
                    if (message != null) {
                        return message;
                    }
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            framer.close();
            link.lose(e);
            if (Thread.currentThread() instanceof IncomingMessageThread thread) {
                thread.terminate();
            }
            return null;
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

    private void receive() throws IOException {
        int received = link.socket().receive(read, UnixSocket.NO_LIMIT);
        if (received < 0) {
            throw new EOFException("it has hung up");
        }
        framer.append(read, received);
        link.unclaimed().expire();
    }

    /** Makes a message, or null of one that is of no use. */
    private Message accept(Frame frame) {
        link.addStrays(framer.strays() - strays);
        strays = framer.strays();
        String problem = problem(frame);
        if (problem == null) {
            var descriptors = new ArrayList<FileDescriptor>();
            for (int number : frame.descriptors()) {
                descriptors.add(link.unclaimed().add(number, link));
            }
            try {
                Message message = message(frame, descriptors);
                link.hasReceived(message);
                return message;
            } catch (DBusException | IOException | RuntimeException e) {
                problem = e.toString();
                descriptors.removeIf(object -> !link.unclaimed().claim(object));
                // Those that are left are ours again.
                descriptors.forEach(object -> Libc.closeQuietly(object.getIntFileDescriptor()));
            }
        } else {
            for (int number : frame.descriptors()) {
                Libc.closeQuietly(number);
            }
        }
        link.reject(frame.header() == null ? 0 : frame.header().replySerial(), problem);
        return null;
    }

    private static String problem(Frame frame) {
        if (frame.header() == null) {
            return "its header is not well formed";
        }
        if (frame.descriptors().length > MAX_DESCRIPTORS) {
            return "it has " + frame.descriptors().length + " descriptors";
        }
        // A signal is for everyone, a descriptor is for one.
        return frame.descriptors().length > 0 && frame.fixed()[1] == MessageType.SIGNAL
                ? "it is a signal with descriptors" : null;
    }

    private static Message message(Frame frame, List<FileDescriptor> descriptors) throws DBusException,
            IOException {
        Message message = MessageFactory.createMessage(frame.fixed()[1], frame.fixed(), frame.fields(), frame.body(),
                descriptors);
        if (message instanceof MethodCall) {
            // dbus-java does so on its reading thread, which would not survive arguments that are not as they claim.
            message.getParameters();
        }
        return message;
    }
}
