package org.stereobridge.bluez.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.bluez.Error;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stereobridge.bluez.internal.bus.FakeBluez;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.bluez.internal.bus.ObjectTree;
import org.stereobridge.bluez.internal.bus.SimulatedControl;
import org.stereobridge.bluez.internal.bus.Trees;

class PairingWindowTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final String HCI0 = "/org/bluez/hci0";
    private static final String HCI1 = "/org/bluez/hci1";

    private final FakeBluez bluez = new FakeBluez();
    private final ObjectTree tree = new ObjectTree();
    private final SimulatedControl control = new SimulatedControl();
    private final Admission admission = new Admission();
    private final Adapters adapters = new Adapters(bluez, tree, control, new AdapterChoice("auto", Set.of("auto")),
            "Bridge", (adapter, deviceClass) -> { }, address -> false, () -> { });
    private final PairingWindow window = new PairingWindow(control, adapters, admission, () -> { });

    /** The first adapter serves the source, the second speakers. */
    @BeforeEach
    void plug() {
        tree.follow(adapters);
        for (String path : new String[] {HCI0, HCI1}) {
            Trees.add(tree, path, Names.ADAPTER, "Powered", true, "Alias", "Bridge", "Pairable", false,
                    "Discoverable", false);
        }
    }

    @Test
    void shouldShowTheSourcesAdapterOnly() {
        window.open(180 * SECOND_NS);

        assertEquals(HCI0 + " DiscoverableTimeout = 180", bluez.answer());
        assertEquals(HCI0 + " PairableTimeout = 180", bluez.answer());
        assertEquals(HCI0 + " Pairable = true", bluez.answer());
        assertEquals(HCI0 + " Discoverable = true", bluez.answer());
        assertEquals(0, bluez.asked());
        assertTrue(admission.isOpen());
    }

    @Test
    void shouldCloseByItself() {
        window.open(180 * SECOND_NS);
        control.advance(180 * SECOND_NS - 1);
        assertTrue(admission.isOpen());
        assertEquals(1, window.leftNs());

        control.advance(1);

        assertFalse(admission.isOpen());
        assertEquals(0, window.leftNs());
    }

    @Test
    void shouldHideWhenClosed() {
        window.open(180 * SECOND_NS);
        Trees.change(tree, HCI0, Names.ADAPTER, "Pairable", true, "Discoverable", true);
        for (int i = 0; i < 4; i++) {
            bluez.answer();
        }

        window.close();

        assertEquals(HCI0 + " Pairable = false", bluez.answer());
        assertEquals(HCI0 + " Discoverable = false", bluez.answer());
        assertFalse(admission.isOpen());
    }

    @Test
    void shouldHideWhatIsNotShownYet() {
        window.open(180 * SECOND_NS);
        for (int i = 0; i < 4; i++) {
            bluez.answer();
        }

        window.close();

        assertEquals(HCI0 + " Pairable = false", bluez.answer());
        assertEquals(HCI0 + " Discoverable = false", bluez.answer());
    }

    @Test
    void shouldShowWhatIsNotHiddenYet() {
        window.open(180 * SECOND_NS);
        window.close();
        for (int i = 0; i < 6; i++) {
            bluez.answer();
        }

        window.open(180 * SECOND_NS);
        Trees.change(tree, HCI0, Names.ADAPTER, "Pairable", false, "Discoverable", false);

        assertEquals(4, bluez.asked());
    }

    @Test
    void shouldTryAgainWhatWasRefused() {
        adapters.pairing(HCI1, true);
        bluez.fail(new Error.Failed("busy"));
        adapters.pairing(HCI1, false);
        assertEquals(0, bluez.asked());

        adapters.pairing(HCI1, true);

        assertEquals(HCI1 + " Pairable = true", bluez.answer());
    }

    @Test
    void shouldBeginAnewWhenOpenedAgain() {
        window.open(180 * SECOND_NS);
        control.advance(100 * SECOND_NS);

        window.open(180 * SECOND_NS);
        control.advance(100 * SECOND_NS);

        assertEquals(80 * SECOND_NS, window.leftNs());
        assertTrue(admission.isOpen());
    }

    @Test
    void shouldShowAnAdapterThatComesMeanwhile() {
        Trees.remove(tree, HCI0, Names.ADAPTER);
        Trees.remove(tree, HCI1, Names.ADAPTER);
        window.open(180 * SECOND_NS);

        Trees.add(tree, HCI0, Names.ADAPTER, "Powered", true, "Alias", "Bridge");

        assertEquals(HCI0 + " DiscoverableTimeout = 180", bluez.answer());
    }

    @Test
    void shouldPairByTheOwnersHandWithoutBeingFound() {
        adapters.pairing(HCI1, true);
        assertEquals(HCI1 + " Pairable = true", bluez.answer());
        Trees.change(tree, HCI1, Names.ADAPTER, "Pairable", true);

        adapters.pairing(HCI1, false);

        assertEquals(HCI1 + " Pairable = false", bluez.answer());
        assertEquals(0, bluez.asked());
    }
}
