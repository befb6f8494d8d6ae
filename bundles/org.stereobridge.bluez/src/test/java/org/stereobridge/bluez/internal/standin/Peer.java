package org.stereobridge.bluez.internal.standin;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.impl.BaseConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;

/**
 * Somebody on the bus who can say anything: each message is made with whatever types a test gives it. Each call is
 * answered on a thread of its own.
 */
final class Peer implements AutoCloseable {

    private static final int LIMIT_S = 10;

    private final MessageFactory factory = new MessageFactory(BaseConnectionBuilder.getSystemEndianness());
    private final Wire wire;
    private final Rule service;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Long, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private final Thread reader = new Thread(this::read, "stand-in reader");
    private volatile boolean isEnded;

    private Peer(Wire wire, Rule service) {
        this.wire = wire;
        this.service = service;
        reader.setDaemon(true);
        reader.start();
    }

    /** @param service answers calls; is told signals, too, whose answers are dropped */
    static Peer connect(String address, Rule service) {
        try {
            var peer = new Peer(Wire.connect(address), service);
            peer.bus("Hello", null);
            return peer;
        } catch (IOException | Fault e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls the bus itself. */
    List<Object> bus(String method, String signature, Object... arguments) throws Fault {
        return call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, signature,
                arguments);
    }

    /** Calls somebody, and waits for the answer for 10 s. */
    List<Object> call(String destination, String path, String type, String method, String signature,
            Object... arguments) throws Fault {
        try {
            MethodCall call = factory.createMethodCall(destination, path, type, method, (byte) 0, signature,
                    arguments);
            var future = new CompletableFuture<Message>();
            waiting.put(call.getSerial(), future);
            wire.write(call);
            if (isEnded) {
                throw new Fault("gone", "the bus has gone");
            }
            Message answer = future.get(LIMIT_S, TimeUnit.SECONDS);
            List<Object> values = answer.getSig() == null ? List.of() : Arrays.asList(answer.getParameters());
            if (answer instanceof Error error) {
                throw new Fault(error.getName(), values.isEmpty() ? "" : String.valueOf(values.get(0)));
            }
            return values;
        } catch (DBusException | IOException | ExecutionException | TimeoutException e) {
            throw new Fault("gone", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fault("interrupted", "");
        }
    }

    void signal(String path, String type, String name, String signature, Object... arguments) {
        try {
            wire.write(factory.createSignal(null, path, type, name, signature, arguments));
        } catch (DBusException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            // Nobody is there to hear it.
        }
    }

    private void read() {
        try {
            while (true) {
                Message message = wire.read();
                if (message instanceof MethodCall || message instanceof DBusSignal) {
                    workers.execute(() -> serve(message));
                } else {
                    CompletableFuture<Message> future = waiting.remove(message.getReplySerial());
                    if (future != null) {
                        future.complete(message);
                    }
                }
            }
        } catch (IOException | DBusException | RuntimeException e) {
            isEnded = true;
            waiting.values().forEach(future -> future.completeExceptionally(e));
        }
    }

    private void serve(Message message) {
        try {
            String type = String.valueOf(message.getInterface());
            Object[] arguments = message.getSig() == null ? new Object[0] : message.getParameters();
            var call = new Call(message.getSource(), message.getPath(),
                    type.substring(type.lastIndexOf('.') + 1) + "." + message.getName(), arguments);
            Answer answer = answer(call, message);
            if (answer != null && message instanceof MethodCall asked) {
                wire.write(factory.createMethodReturn(asked, answer.signature(), answer.values().toArray()));
                answer.sent().run();
            }
        } catch (DBusException | IOException | InterruptedException e) {
            // Whoever asked has gone.
        }
    }

    private Answer answer(Call call, Message message) throws IOException, DBusException, InterruptedException {
        try {
            return service.answer(call);
        } catch (Fault e) {
            if (message instanceof MethodCall) {
                wire.write(factory.createError(message.getSource(), e.name(), message.getSerial(), "s",
                        e.getMessage()));
            }
            return null;
        }
    }

    @Override
    public void close() {
        wire.hangUp();
        workers.shutdownNow();
        try {
            reader.join(LIMIT_S * 1_000);
            workers.awaitTermination(LIMIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wire.close();
    }
}
