package org.stereobridge.bluez.internal.device;

import org.bluez.AgentManager1;
import org.freedesktop.dbus.DBusPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.bluez.internal.bus.Bluez;
import org.stereobridge.bluez.internal.bus.Control;

/** Makes our agent the one that bluetoothd asks. Control thread. */
public final class Agents {

    private static final String MANAGER_PATH = "/org/bluez";
    private static final long RETRY_NS = 5_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

    private final Bluez bluez;
    private final Control control;
    private final PairingAgent agent;
    private int round;

    public Agents(Bluez bluez, Control control, Admission admission) {
        this.bluez = bluez;
        this.control = control;
        agent = new PairingAgent(admission, () -> control.execute(this::register));
    }

    /** bluetoothd is there, or has let the agent go. */
    public void register() {
        int asked = ++round;
        bluez.export(PairingAgent.PATH, agent);
        bluez.command("agent", AgentManager1.class, MANAGER_PATH, manager -> {
            manager.RegisterAgent(new DBusPath(PairingAgent.PATH), PairingAgent.CAPABILITY);
            manager.RequestDefaultAgent(new DBusPath(PairingAgent.PATH));
        }, outcome -> {
            if (!outcome.isOk() && asked == round) {
                LOG.warn("bluetoothd does not take the agent, nothing can pair yet: {}", outcome.error());
                control.after(RETRY_NS, () -> {
                    if (asked == round) {
                        register();
                    }
                });
            }
        });
    }

    /** bluetoothd has gone. */
    public void reset() {
        round++;
        bluez.unexport(PairingAgent.PATH);
    }
}
