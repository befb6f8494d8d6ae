package org.stereobridge.bluez.internal.device;

import java.util.Optional;
import org.bluez.Device1;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.BluezError;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Control;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.radio.RadioStatus.Trouble;

/**
 * Keeps one bonded device connected: tries, waits, tries again, for ever, and stops where trying cannot help. Control
 * thread.
 */
final class Connection {

    /** Between bluetoothd's word that a profile is connected and the stream's configuration. */
    private static final long SETTLE_NS = 5_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** What a connection needs of the radio around it. */
    interface Surroundings {

        /** The device, where an adapter that can serve it knows it. */
        Optional<BusObject> device(String address);

        /** Whether a stream of the device is configured. */
        boolean isConfigured(String devicePath);

        /** Whether now is a time to call it. */
        boolean mayCall(String devicePath);

        /** A call begins. */
        void calling(String devicePath);

        /** The call is over, as the device or bluetoothd would have it where it failed. */
        void answered(String devicePath, boolean hasFailed);

        void changed();
    }

    private final String address;
    private final String uuid;
    private final Bluez bluez;
    private final Control control;
    private final Surroundings surroundings;
    private final Pause pause;
    private final long firstPauseNs;

    private RadioStatus.Link link = RadioStatus.Link.APART;
    private Trouble trouble;
    private Control.Timer timer;
    private boolean isWanted;
    private boolean isCalling;
    private boolean isHopeless;
    private int round;

    /**
     * @param uuid of the service to connect
     * @param firstPauseNs between the loss of the device and the first try, in which it may come back by itself
     */
    Connection(String address, String uuid, Bluez bluez, Control control, Surroundings surroundings,
            long firstPauseNs, long longestPauseNs) {
        this.address = address;
        this.uuid = uuid;
        this.bluez = bluez;
        this.control = control;
        this.surroundings = surroundings;
        this.firstPauseNs = firstPauseNs;
        pause = new Pause(longestPauseNs);
    }

    /** From now on the device is kept connected; a try is made at once. */
    void want() {
        isWanted = true;
        isHopeless = false;
        trouble = null;
        pause.reset();
        stopTimer();
        evaluate();
    }

    /** The same, with time for the device to connect by itself. */
    void wantLater() {
        if (!isWanted) {
            isWanted = true;
            waitFor(firstPauseNs);
            evaluate();
        }
    }

    /** The device is left alone. */
    void leave() {
        isWanted = false;
        stopTimer();
        surroundings.device(address).ifPresent(device -> bluez.command(device.path(), Device1.class, device.path(),
                Device1::Disconnect, outcome -> evaluate()));
        evaluate();
    }

    /** bluetoothd has gone, with all that was under way. */
    void reset() {
        round++;
        isCalling = false;
        stopTimer();
        pause.reset();
        become(RadioStatus.Link.APART);
    }

    /** Looks at what is, and does what is to be done. Called whenever something may have changed. */
    void evaluate() {
        Optional<BusObject> device = surroundings.device(address);
        if (device.isPresent() && surroundings.isConfigured(device.get().path())) {
            isHopeless = false;
            trouble = null;
            stopTimer();
            pause.reset();
            become(RadioStatus.Link.CONNECTED);
        } else if (isCalling) {
            become(RadioStatus.Link.CONNECTING);
        } else if (!isWanted || isHopeless) {
            become(RadioStatus.Link.APART);
        } else if (timer != null) {
            become(RadioStatus.Link.WAITING);
        } else if (link == RadioStatus.Link.CONNECTED) {
            LOG.info("Lost {}", name());
            waitFor(firstPauseNs);
        } else if (device.isPresent() && device.get().flag("Paired") && surroundings.mayCall(device.get().path())) {
            call(device.get().path());
        } else {
            become(RadioStatus.Link.WAITING);
        }
    }

    private void call(String path) {
        isCalling = true;
        become(RadioStatus.Link.CONNECTING);
        surroundings.calling(path);
        int asked = round;
        // One at a time a radio: a controller pages one device only, and refuses the next meanwhile.
        bluez.command("connect " + Names.adapterOf(path), Device1.class, path, device -> device.ConnectProfile(uuid),
                outcome -> {
                    surroundings.answered(path, !outcome.isOk());
                    if (asked == round) {
                        isCalling = false;
                        answered(outcome.error(), path);
                    }
                });
    }

    private void answered(BluezError error, String path) {
        if (error == null || error.is("AlreadyConnected")) {
            if (!surroundings.isConfigured(path)) {
                waitFor(SETTLE_NS);
            } else {
                LOG.info("Connected {}", name());
                evaluate();
            }
            return;
        }
        ConnectFailure failure = ConnectFailure.of(error);
        if (!failure.trouble().equals(trouble)) {
            // Once, and not at each of the tries that follow.
            trouble = failure.trouble();
            LOG.info("{} is not connected: {} ({}); {}", name(), trouble.what(), error, trouble.remedy());
        }
        if (failure == ConnectFailure.KEY_LOST) {
            isHopeless = true;
            evaluate();
        } else {
            waitFor(pause.next());
        }
    }

    private void waitFor(long ns) {
        stopTimer();
        timer = control.after(ns, () -> {
            timer = null;
            evaluate();
        });
        become(RadioStatus.Link.WAITING);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void become(RadioStatus.Link next) {
        if (next != link) {
            link = next;
            surroundings.changed();
        }
    }

    private String name() {
        return surroundings.device(address).map(device -> device.text("Alias")).filter(alias -> !alias.isEmpty())
                .orElse(address);
    }

    RadioStatus.Link link() {
        return link;
    }

    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether its bond has been lost, so that nothing is tried any more. */
    boolean isHopeless() {
        return isHopeless;
    }
}
