package org.stereobridge.bluez.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.bluez.Error;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.FakeBluez;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.SimulatedControl;
import org.stereobridge.radio.RadioStatus.Link;

class ConnectionTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final String PATH = "/org/bluez/hci0/dev_00_11_22_33_44_55";
    private static final String CONNECT = PATH + " ConnectProfile " + Names.A2DP_SINK;

    private final FakeBluez bluez = new FakeBluez();
    private final SimulatedControl control = new SimulatedControl(Long.MAX_VALUE - 3 * SECOND_NS);
    private final Around around = new Around();
    private final Connection connection = new Connection("00:11:22:33:44:55", Names.A2DP_SINK, bluez, control, around,
            SECOND_NS, MINUTE_NS);

    /** A paired device in reach. */
    private static final class Around implements Connection.Surroundings {

        private Optional<BusObject> device = Optional.of(BusObject.of(PATH, Map.of("Paired", new Variant<>(true))));
        private boolean isConfigured;
        private boolean mayCall = true;
        private int changes;
        private int calls;
        private int failures;

        @Override
        public Optional<BusObject> device(String address) {
            return device;
        }

        @Override
        public boolean isConfigured(String devicePath) {
            return isConfigured;
        }

        @Override
        public boolean mayCall(String devicePath) {
            return mayCall;
        }

        @Override
        public void calling(String devicePath) {
            calls++;
        }

        @Override
        public void answered(String devicePath, boolean hasFailed) {
            calls--;
            failures += hasFailed ? 1 : 0;
        }

        @Override
        public void changed() {
            changes++;
        }
    }

    @BeforeEach
    void want() {
        connection.want();
    }

    @Test
    void shouldConnectAtOnce() {
        assertEquals(Link.CONNECTING, connection.link());

        around.isConfigured = true;
        assertEquals(CONNECT, bluez.answer());

        assertEquals(Link.CONNECTED, connection.link());
        assertEquals(0, control.waiting());
    }

    @Test
    void shouldTellWhenItCallsAndWhatCameOfIt() {
        assertEquals(1, around.calls);

        bluez.fail(refused());

        assertEquals(0, around.calls);
        assertEquals(1, around.failures);
    }

    @Test
    void shouldTryAgainAfterGrowingPauses() {
        bluez.fail(refused());
        assertEquals(Link.WAITING, connection.link());
        control.advance(SECOND_NS - 1);
        assertEquals(0, bluez.asked());
        control.advance(1);
        bluez.fail(refused());
        control.advance(SECOND_NS * 3 / 2 - 1);
        assertEquals(0, bluez.asked());
        control.advance(1);

        assertEquals(CONNECT, bluez.answer());
    }

    @Test
    void shouldTryForEverWithoutFlooding() {
        int tries = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            while (bluez.asked() > 0) {
                bluez.fail(new Error.Failed("br-connection-page-timeout"));
                tries++;
            }
            control.advance(MINUTE_NS);
        }

        assertTrue(tries > 23 * 60 && tries <= 24 * 60, tries + " tries in a day");
        assertEquals(1, control.waiting() + bluez.asked());
    }

    @Test
    void shouldBeginWithShortPausesAfterSuccess() {
        for (int i = 0; i < 20; i++) {
            bluez.fail(refused());
            control.advance(MINUTE_NS);
        }
        around.isConfigured = true;
        bluez.answer();
        around.isConfigured = false;
        connection.evaluate();
        control.advance(SECOND_NS);
        bluez.fail(refused());

        control.advance(SECOND_NS);

        assertEquals(1, bluez.asked());
    }

    @Test
    void shouldComeBackAfterLoss() {
        around.isConfigured = true;
        bluez.answer();

        around.isConfigured = false;
        connection.evaluate();

        assertEquals(Link.WAITING, connection.link());
        control.advance(SECOND_NS);
        assertEquals(CONNECT, bluez.answer());
    }

    @Test
    void shouldNotCallWhatCameBackByItself() {
        around.isConfigured = true;
        bluez.answer();
        around.isConfigured = false;
        connection.evaluate();

        around.isConfigured = true;
        connection.evaluate();
        control.advance(MINUTE_NS);

        assertEquals(Link.CONNECTED, connection.link());
        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldStopWhereTheBondIsLost() {
        bluez.fail(new Error.Failed("br-connection-key-missing"));
        control.advance(60 * MINUTE_NS);
        connection.evaluate();

        assertEquals(Link.APART, connection.link());
        assertTrue(connection.isHopeless());
        assertEquals(ConnectFailure.KEY_LOST.trouble(), connection.trouble().orElseThrow());
        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldTryAgainWhenTheOwnerWants() {
        bluez.fail(new Error.Failed("br-connection-key-missing"));

        connection.want();

        assertFalse(connection.isHopeless());
        assertTrue(connection.trouble().isEmpty());
        assertEquals(CONNECT, bluez.answer());
    }

    @Test
    void shouldTellTroubleUntilConnected() {
        bluez.fail(refused());
        assertEquals(ConnectFailure.REFUSED.trouble(), connection.trouble().orElseThrow());

        around.isConfigured = true;
        connection.evaluate();

        assertTrue(connection.trouble().isEmpty());
    }

    @Test
    void shouldCallAgainWhereNoStreamIsConfigured() {
        bluez.answer();
        assertEquals(Link.WAITING, connection.link());

        control.advance(5 * SECOND_NS);

        assertEquals(CONNECT, bluez.answer());
    }

    @Test
    void shouldTakeAlreadyConnectedForConnected() {
        around.isConfigured = true;

        bluez.fail(new Error.AlreadyConnected("Already Connected"));

        assertEquals(Link.CONNECTED, connection.link());
    }

    @Test
    void shouldWaitUntilItMayCall() {
        around.mayCall = false;
        bluez.fail(refused());
        control.advance(MINUTE_NS);
        assertEquals(0, bluez.asked());

        around.mayCall = true;
        connection.evaluate();

        assertEquals(CONNECT, bluez.answer());
    }

    @Test
    void shouldNotCallWhatIsNotPaired() {
        around.device = Optional.of(BusObject.of(PATH, Map.of("Paired", new Variant<>(false))));
        bluez.fail(refused());

        control.advance(MINUTE_NS);

        assertEquals(Link.WAITING, connection.link());
        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldDropAnswerOfEarlierBluetoothd() {
        connection.reset();
        connection.want();

        bluez.fail(new Error.Failed("br-connection-key-missing"));

        assertFalse(connection.isHopeless());
        assertEquals(CONNECT, bluez.answer());
    }

    @Test
    void shouldLeaveWhatTheOwnerDisconnects() {
        around.isConfigured = true;
        bluez.answer();

        connection.leave();
        around.isConfigured = false;
        assertEquals(PATH + " Disconnect", bluez.answer());
        control.advance(60 * MINUTE_NS);

        assertEquals(Link.APART, connection.link());
        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldGiveItTimeToComeByItself() {
        var other = new Connection("00:11:22:33:44:66", Names.A2DP_SOURCE, bluez, control, around, 6 * SECOND_NS,
                MINUTE_NS);
        bluez.answer();

        other.wantLater();
        control.advance(4 * SECOND_NS);
        assertEquals(0, bluez.asked());
        around.isConfigured = true;
        connection.evaluate();
        other.evaluate();
        control.advance(MINUTE_NS);

        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldTellEachChangeOnce() {
        int before = around.changes;

        connection.evaluate();
        connection.evaluate();

        assertEquals(before, around.changes);
    }

    private static Error.Failed refused() {
        return new Error.Failed("br-connection-refused");
    }
}
