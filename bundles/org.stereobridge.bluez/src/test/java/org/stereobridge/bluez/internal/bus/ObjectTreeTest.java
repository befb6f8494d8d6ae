package org.stereobridge.bluez.internal.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectTreeTest {

    private static final String ADAPTER = "/org/bluez/hci0";
    private static final String DEVICE = ADAPTER + "/dev_1";

    private final ObjectTree tree = new ObjectTree();
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void follow() {
        tree.follow(new ObjectTree.Listener() {

            @Override
            public void added(BusObject object) {
                events.add("added " + object);
            }

            @Override
            public void changed(BusObject object, Set<String> names) {
                events.add("changed " + object + " " + new TreeSet<>(names));
            }

            @Override
            public void removed(BusObject object) {
                assertTrue(tree.find(object.path(), object.type()).isEmpty());
                events.add("removed " + object);
            }
        });
    }

    @Test
    void shouldTellEachInterfaceThatIsAdded() {
        tree.add(DEVICE, Map.of("A", Map.of()));
        tree.add(DEVICE, Map.of("B", Map.of()));

        assertEquals(List.of("added A " + DEVICE, "added B " + DEVICE), events);
        assertEquals(1, tree.all("A").count());
    }

    @Test
    void shouldTakeWhatIsAddedTwiceForChanged() {
        Trees.add(tree, DEVICE, "A", "P", 1, "Q", 1);

        Trees.add(tree, DEVICE, "A", "P", 2);

        assertEquals("changed A " + DEVICE + " [P]", events.get(1));
        assertEquals(2, tree.find(DEVICE, "A").orElseThrow().number("P").orElseThrow());
        assertEquals(1, tree.find(DEVICE, "A").orElseThrow().number("Q").orElseThrow());
    }

    @Test
    void shouldDropWhatIsWithdrawn() {
        BusObject object = Trees.add(tree, DEVICE, "A", "RSSI", -60, "P", 1);

        tree.change(DEVICE, "A", Trees.variants("P", 2), List.of("RSSI"));

        assertTrue(object.number("RSSI").isEmpty());
        assertEquals("changed A " + DEVICE + " [P, RSSI]", events.get(1));
    }

    @Test
    void shouldPassOverChangesOfWhatIsNotThere() {
        tree.change(DEVICE, "A", Trees.variants("P", 2), List.of());
        tree.remove(DEVICE, List.of("A"));

        assertEquals(List.of(), events);
    }

    @Test
    void shouldRemoveInterfaceByInterface() {
        tree.add(DEVICE, Map.of("A", Map.of(), "B", Map.of()));

        tree.remove(DEVICE, List.of("A", "C"));

        assertTrue(tree.find(DEVICE, "A").isEmpty());
        assertTrue(tree.find(DEVICE, "B").isPresent());
    }

    @Test
    void shouldClearChildrenBeforeParents() {
        Trees.add(tree, ADAPTER, "A");
        Trees.add(tree, DEVICE, "D");
        events.clear();

        tree.clear();

        assertEquals(List.of("removed D " + DEVICE, "removed A " + ADAPTER), events);
        assertEquals(0, tree.all("A").count());
    }

    @Test
    void shouldBoundWhatItKeeps() {
        for (int i = 0; i < 10_000; i++) {
            tree.add("/flood/" + i, Map.of("A", Map.of()));
        }

        assertEquals(4_096, tree.all("A").count());
    }

    @Test
    void shouldStandListenersThatLookAtAll() {
        tree.follow(new ObjectTree.Listener() {

            @Override
            public void added(BusObject object) {
                tree.all("A").forEach(each -> tree.remove(each.path(), List.of("A")));
            }
        });

        Trees.add(tree, ADAPTER, "B");
        tree.add(DEVICE, Map.of("A", Map.of()));

        assertEquals(0, tree.all("A").count());
    }
}
