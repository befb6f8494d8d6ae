package org.stereobridge.dbus.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.BaseConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.NotConnected;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.constants.Flags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.dbus.BusException;
import org.stereobridge.dbus.BusException.Reason;

/** What the reader, the writer and the bus know together about one connection. */
public final class Link {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final long JOIN_MS = 5_000;

    private final MessageFactory factory = new MessageFactory(BaseConnectionBuilder.getSystemEndianness());
    private final UnixSocket socket;
    private final UnclaimedDescriptors unclaimed = UnclaimedDescriptors.SHARED;
    private final Map<Long, MethodCall> calls = new ConcurrentHashMap<>(); // that wait for an answer, by serial
    private final AtomicLong rejected = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Thread reader;
    private volatile Thread writer;
    private volatile boolean isClosed;
    private volatile String gone;

    private BusException loss; // guarded by this
    private boolean isEnding; // guarded by this: what happens now is no loss
    private Consumer<BusException> onLoss; // guarded by this

    Link(UnixSocket socket) {
        this.socket = socket;
    }

    /** Has the loss told, also where it has happened; on the thread that notices it, which must not be held up. */
    public void onLoss(Consumer<BusException> listener) {
        BusException happened;
        synchronized (this) {
            onLoss = listener;
            happened = loss;
        }
        if (happened != null) {
            listener.accept(happened);
        }
    }

    /** Takes the end of the connection, from here on, as asked for. */
    public synchronized void end() {
        isEnding = true;
    }

    /** Messages dropped because they could not be, and descriptors closed because they belonged to none. */
    public long rejected() {
        return rejected.get();
    }

    /** Is told when dbus-java has torn the connection down. */
    public void isEnded() {
        close();
        join(reader);
        ended.countDown();
    }

    /** Waits until another thread has torn the connection down. */
    public void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why nothing can be sent any more; null as long as something can. */
    String gone() {
        return gone;
    }

    UnixSocket socket() {
        return socket;
    }

    UnclaimedDescriptors unclaimed() {
        return unclaimed;
    }

    void isReadBy(Thread thread) {
        reader = thread;
    }

    void isWrittenBy(Thread thread) {
        writer = thread;
    }

    /** Ends the connection on its own account: who waits for answers has them at once. */
    void lose(Throwable cause) {
        Consumer<BusException> listener;
        BusException lost = new BusException(Reason.LOST, "the bus is gone: " + cause.getMessage(), cause);
        synchronized (this) {
            if (isEnding || loss != null) {
                return;
            }
            loss = lost;
            gone = lost.getMessage();
            listener = onLoss;
        }
        LOG.debug("Lost the bus", cause);
        socket.close();
        failCalls();
        if (listener != null) {
            listener.accept(lost);
        }
    }

    /**
     * Ends the connection from our side. Its reading thread has to have ended before dbus-java takes the transport away
     * under its feet, which it minds.
     */
    void finish() {
        synchronized (this) {
            gone = gone == null ? "the connection is closed" : gone;
        }
        socket.close();
        join(reader);
        failCalls();
    }

    void willSend(MethodCall call) {
        if ((call.getFlags() & Flags.NO_REPLY_EXPECTED) == 0) {
            calls.put(call.getSerial(), call);
        }
    }

    void hasReceived(Message message) {
        if (message.getReplySerial() != 0) {
            calls.remove(message.getReplySerial());
        }
    }

    /** Counts a message that is not passed on, and tells whoever waits for it. */
    void reject(long replySerial, String why) {
        rejected.incrementAndGet();
        LOG.debug("Rejected a message: {}", why);
        if (replySerial != 0) {
            fail(replySerial, "the answer was rejected: " + why);
        }
    }

    void addStrays(long strays) {
        rejected.addAndGet(strays);
    }

    boolean isClosed() {
        return isClosed;
    }

    /**
     * Called by dbus-java, several times, when it has told its writing thread to end. What that still writes has to
     * find the transport: an answer that does not would end the thread with a NullPointerException.
     */
    void close() {
        socket.close();
        join(writer);
        isClosed = true;
        unclaimed.closeAllOf(this);
    }

    private void failCalls() {
        calls.keySet().forEach(serial -> fail(serial, gone));
    }

    private void fail(long serial, String why) {
        MethodCall call = calls.remove(serial);
        if (call != null) {
            try {
                call.setReply(factory.createError(call, new NotConnected(why)));
            } catch (DBusException e) {
                LOG.debug("{} waits in vain", call, e);
            }
        }
    }

    private static void join(Thread thread) {
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
