package org.stereobridge.bluez.internal.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bluez.Error;
import org.bluez.datatypes.ThreeTuple;
import org.freedesktop.dbus.FileDescriptor;
import org.freedesktop.dbus.types.UInt16;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stereobridge.bluez.internal.bus.BluezError;
import org.stereobridge.bluez.internal.bus.FakeBluez;
import org.stereobridge.bluez.internal.bus.SimulatedControl;
import org.stereobridge.bluez.internal.media.Transport.State;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.codec.StreamUse;

class TransportTest {

    private static final String PATH = "/org/bluez/hci0/dev_00_11_22_33_44_55/fd0";

    private final FakeBluez bluez = new FakeBluez();
    private final SimulatedControl control = new SimulatedControl(Long.MAX_VALUE - 5);
    private final List<String> told = new ArrayList<>();
    private final Transport transport = transport(StreamUse.SPEAKER);

    private Transport transport(StreamUse use) {
        return new Transport(PATH, "/org/bluez/hci0/dev_00_11_22_33_44_55", use, new StreamConfig(CodecId.SBC,
                new byte[] {0x28, 0x15, 2, 53}, 44_100, 1, "SBC"), bluez, control, new Transport.Listener() {

                    @Override
                    public void acquired(Transport transport, Transport.Acquired stream) {
                        told.add("acquired");
                    }

                    @Override
                    public void refused(Transport transport, BluezError error) {
                        told.add("refused " + error);
                    }
                });
    }

    /** All moves, as the class has them: whatever is not here is wrong. */
    @ParameterizedTest
    @EnumSource
    void shouldMoveAsSpecified(State state) {
        Map<State, Set<State>> moves = Map.of(
                State.IDLE, Set.of(State.PENDING, State.ACQUIRING, State.CLOSED),
                State.PENDING, Set.of(State.ACQUIRING, State.IDLE, State.CLOSED),
                State.ACQUIRING, Set.of(State.ACTIVE, State.IDLE, State.CLOSED),
                State.ACTIVE, Set.of(State.IDLE, State.CLOSED),
                State.CLOSED, Set.of());

        assertEquals(moves.get(state), state.next());
    }

    @Test
    void shouldStartSpeakersStream() {
        transport.acquire();

        assertEquals(State.ACQUIRING, transport.state());
        assertEquals(PATH + " Acquire", bluez.fail(new Error.NotAvailable("Operation currently not available")));
    }

    @Test
    void shouldTakeSourcesStreamOnlyWhereItRuns() {
        Transport inbound = transport(StreamUse.PROGRAMME);
        inbound.pending();
        inbound.acquire();

        assertEquals(PATH + " TryAcquire", bluez.fail(new Error.NotAvailable("Operation currently not available")));

        assertEquals(State.IDLE, inbound.state());
        assertEquals(List.of("refused NotAvailable: Operation currently not available"), told);
    }

    @Test
    void shouldRefuseDescriptorThatIsNone() {
        transport.acquire();

        bluez.answer(new ThreeTuple<>(new FileDescriptor(0), new UInt16(672), new UInt16(672)));

        assertEquals(State.IDLE, transport.state());
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("refused"), told.get(0));
    }

    @Test
    void shouldRefuseAnswerThatIsNone() {
        transport.acquire();

        bluez.answer(null);

        assertEquals(State.IDLE, transport.state());
        assertEquals(1, told.size());
    }

    @Test
    void shouldNotTellOfClosedTransport() {
        transport.acquire();
        transport.close("cleared");

        bluez.fail(new Error.NotAvailable(""));

        assertEquals(State.CLOSED, transport.state());
        assertEquals(List.of(), told);
    }

    @Test
    void shouldNotAcquireTwice() {
        transport.acquire();

        assertThrows(IllegalStateException.class, transport::acquire);
    }

    @Test
    void shouldNotComeBackOnceClosed() {
        transport.close("cleared");

        assertThrows(IllegalStateException.class, transport::acquire);
        transport.pending();
        transport.idle("late");
        transport.release("late");
        transport.close("twice");
        assertEquals(State.CLOSED, transport.state());
        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldReleaseOnlyWhatIsActive() {
        transport.release("nothing to release");

        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldMeasureAcrossClockWrap() {
        transport.pending();
        control.advance(10);

        assertTrue(transport.hasBeenSince(10));
        assertFalse(transport.hasBeenSince(11));
    }
}
