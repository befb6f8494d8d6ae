package org.stereobridge.bluez.internal.bus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** A bluetoothd that answers when the test says so, and what it says. */
public final class FakeBluez implements Bluez {

    private final Queue<Pending> pending = new ArrayDeque<>();

    /** What the method is to do. */
    private interface Behaviour {
        Object run() throws Exception;
    }

    private interface Pending {
        /** Returns what was called. */
        String answer(Behaviour behaviour);
    }

    @Override
    public <I extends DBusInterface, T> void call(String lane, Class<I> type, String path, Call<I, T> call,
            Consumer<Outcome<T>> then) {
        pending.add(behaviour -> {
            List<String> called = new ArrayList<>();
            I remote = type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                    (proxy, method, arguments) -> {
                        called.add(text(method.getName(), arguments));
                        return behaviour.run();
                    }));
            then.accept(outcome(() -> call.on(remote)));
            return path + " " + String.join(", ", called);
        });
    }

    private static String text(String method, Object[] arguments) {
        return method + (arguments == null ? "" : Arrays.stream(arguments).map(each -> " " + each)
                .collect(Collectors.joining()));
    }

    private static <T> Outcome<T> outcome(Callable<T> work) {
        try {
            return Outcome.of(work.call());
        } catch (Exception e) {
            return Outcome.failed(e instanceof InvocationTargetException wrapped
                    && wrapped.getCause() instanceof Exception cause ? cause : e);
        }
    }

    @Override
    public void set(String path, String type, String name, Object value, Consumer<Outcome<Void>> then) {
        pending.add(behaviour -> {
            then.accept(outcome(() -> {
                behaviour.run();
                return null;
            }));
            return path + " " + name + " = " + value;
        });
    }

    @Override
    public void export(String path, DBusInterface object) {
        // Nobody calls it.
    }

    @Override
    public void unexport(String path) {
        // Nobody called it.
    }

    @Override
    public void tellChanged(String path, String type, Map<String, Object> properties) {
        // Nobody listens.
    }

    /** Calls that were not answered yet. */
    public int asked() {
        return pending.size();
    }

    /** Answers the oldest call; returns it, as {@code /path Method argument}. */
    public String answer(Object value) {
        return pending.remove().answer(() -> value);
    }

    /** The same for a method that returns nothing. */
    public String answer() {
        return answer(null);
    }

    /** Answers the oldest call with an error. */
    public String fail(RuntimeException error) {
        return pending.remove().answer(() -> {
            throw error;
        });
    }
}
