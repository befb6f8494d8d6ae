package org.stereobridge.bluez.internal.avrcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.bluez.Error;
import org.freedesktop.dbus.types.UInt16;
import org.junit.jupiter.api.Test;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.FakeBluez;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.bluez.internal.bus.Trees;

class SpeakerVolumeTest {

    private static final String PATH = "/org/bluez/hci0/dev_1/fd0";

    private final FakeBluez bluez = new FakeBluez();
    private final ObjectTree tree = new ObjectTree();
    private final BusObject transport = Trees.add(tree, PATH, Names.TRANSPORT);
    private int wanted = 100;
    private final SpeakerVolume volume = new SpeakerVolume(bluez, object -> wanted);

    private void tell(int told) {
        Trees.change(tree, PATH, Names.TRANSPORT, "Volume", new UInt16(told));
        volume.hold(transport);
    }

    @Test
    void shouldSetVolumeOnceAtAWord() {
        tell(30);
        volume.hold(transport);
        assertEquals(PATH + " Volume = 100", bluez.answer());
        volume.hold(transport);

        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldHoldItFiveTimes() {
        for (int i = 0; i < 5; i++) {
            tell(30);
            assertEquals(PATH + " Volume = 100", bluez.answer());
            tell(100);
        }

        tell(30);

        assertEquals(0, bluez.asked());
    }

    @Test
    void shouldBeginAnewWithAnotherConnection() {
        for (int i = 0; i < 6; i++) {
            tell(30);
            tell(100);
        }
        assertEquals(5, bluez.asked());

        volume.keepOnly(List.of());
        tell(30);

        assertEquals(6, bluez.asked());
    }

    @Test
    void shouldTryAgainWhereItFailed() {
        tell(30);
        bluez.fail(new Error.Failed("not yet"));

        volume.hold(transport);

        assertEquals(1, bluez.asked());
    }

    @Test
    void shouldLeaveAloneWhatHasNone() {
        volume.hold(transport);
        wanted = -1;
        tell(30);

        assertEquals(0, bluez.asked());
    }
}
