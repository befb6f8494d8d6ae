package org.stereobridge.bluez.internal.media;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.bluez.MediaTransport1;
import org.bluez.datatypes.ThreeTuple;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt16;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BluezError;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;
import org.stereobridge.dbus.Descriptor;

/** One configured stream: takes its descriptor from bluetoothd and gives it back. Control thread. */
final class Transport {

    /** BlueZ's MediaTransport1.State, and ACQUIRING and CLOSED, which are ours. */
    enum State {
        IDLE, PENDING, ACQUIRING, ACTIVE, CLOSED;

        Set<State> next() {
            return switch (this) {
                case IDLE -> EnumSet.of(PENDING, ACQUIRING, CLOSED);
                case PENDING -> EnumSet.of(ACQUIRING, IDLE, CLOSED);
                case ACQUIRING -> EnumSet.of(ACTIVE, IDLE, CLOSED);
                case ACTIVE -> EnumSet.of(IDLE, CLOSED);
                case CLOSED -> EnumSet.noneOf(State.class);
            };
        }
    }

    /** The stream's descriptor, and what it can carry. */
    record Acquired(Descriptor descriptor, int readMtuBytes, int writeMtuBytes) {
    }

    /** Who makes a link of it. */
    interface Listener {

        /** Takes the descriptor over. */
        void acquired(Transport transport, Acquired stream);

        void refused(Transport transport, BluezError error);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private final String path;
    private final String devicePath;
    private final StreamUse use;
    private final StreamConfig config;
    private final Bluez bluez;
    private final Control control;
    private final Listener listener;
    private State state = State.IDLE;
    private long sinceNs;

    Transport(String path, String devicePath, StreamUse use, StreamConfig config, Bluez bluez, Control control,
            Listener listener) {
        this.path = path;
        this.devicePath = devicePath;
        this.use = use;
        this.config = config;
        this.bluez = bluez;
        this.control = control;
        this.listener = listener;
        sinceNs = control.nanoTime();
    }

    /** Another source waits for its stream to be taken. */
    void pending() {
        if (state == State.IDLE) {
            become(State.PENDING, "the source starts");
        }
    }

    void acquire() {
        become(State.ACQUIRING, "wanted");
        // A source's stream is taken only while the source has it running; a speaker's is started so.
        Bluez.Call<MediaTransport1, Acquired> call = use == StreamUse.PROGRAMME
                ? transport -> taken(transport.TryAcquire()) : transport -> taken(transport.Acquire());
        bluez.call("acquire " + path, MediaTransport1.class, path, call, outcome -> {
            if (state != State.ACQUIRING) {
                if (outcome.isOk()) {
                    outcome.value().descriptor().close();
                }
            } else if (outcome.isOk()) {
                become(State.ACTIVE, "acquired");
                listener.acquired(this, outcome.value());
            } else {
                become(State.IDLE, outcome.error().toString());
                listener.refused(this, outcome.error());
            }
        });
    }

    private static Acquired taken(ThreeTuple<FileDescriptor, UInt16, UInt16> answer)
            throws DBusException {
        try {
            return new Acquired(Descriptor.take(answer.getFirstValue()), answer.getSecondValue().intValue(),
                    answer.getThirdValue().intValue());
        } catch (IOException e) {
            throw new DBusException(e.getMessage());
        }
    }

    /** Gives the stream back: a speaker's is suspended so. */
    void release(String reason) {
        if (state == State.ACTIVE) {
            become(State.IDLE, reason);
            bluez.command("acquire " + path, MediaTransport1.class, path, MediaTransport1::Release, outcome -> {
                // Where bluetoothd has released it already, that is what was wanted.
            });
        }
    }

    /** The peer or bluetoothd has ended the flow. */
    void idle(String reason) {
        if (state == State.ACTIVE || state == State.PENDING) {
            become(State.IDLE, reason);
        }
    }

    void close(String reason) {
        if (state != State.CLOSED) {
            become(State.CLOSED, reason);
        }
    }

    private void become(State next, String reason) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException(path + ": from " + state + " to " + next + " (" + reason + ")");
        }
        LOG.debug("{}: {} -> {} ({})", path, state, next, reason);
        state = next;
        sinceNs = control.nanoTime();
    }

    State state() {
        return state;
    }

    boolean hasBeenSince(long limitNs) {
        return control.nanoTime() - sinceNs >= limitNs;
    }

    String path() {
        return path;
    }

    String devicePath() {
        return devicePath;
    }

    String adapterPath() {
        return Names.adapterOf(devicePath);
    }

    StreamUse use() {
        return use;
    }

    StreamConfig config() {
        return config;
    }
}
