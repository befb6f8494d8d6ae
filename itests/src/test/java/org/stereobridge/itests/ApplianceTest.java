package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.radio.Waiter;
import org.stereobridge.routing.Routing;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;
import org.stereobridge.sync.SyncController;

/** What an appliance runs, on a radio that hears nothing. */
@Felix({"base", "console", "shell"})
public class ApplianceTest {

    @Test
    public void shouldStartAllBundles(BundleContext context) {
        assertEquals(List.of(), new Wiring(context).inactiveBundles());
    }

    @Test
    public void shouldLeaveSimulatorOut(BundleContext context) {
        assertFalse(Arrays.stream(context.getBundles())
                .anyMatch(bundle -> bundle.getSymbolicName().contains("simulator")));
    }

    @Test
    public void shouldSatisfyAllComponentsOnceRadioIsThere(BundleContext context) {
        var wiring = new Wiring(context);
        var radio = context.registerService(Waiter.class, new IdleWaiter(), new Hashtable<>());

        List<String> unsatisfied = wiring.unsatisfiedComponents();

        radio.unregister();
        assertEquals(List.of(), unsatisfied);
        assertTrue(wiring.componentsOf("org.stereobridge.router") > 0);
    }

    @Test
    public void shouldRunAsRadioComesAndGoes(BundleContext context) {
        var wiring = new Wiring(context);
        for (int time = 0; time < 3; time++) {
            var radio = context.registerService(Waiter.class, new IdleWaiter(), new Hashtable<>());

            BridgeStatus status = wiring.service(BridgeMonitor.class).orElseThrow().status();
            assertEquals(BridgeStatus.State.NO_SOURCE, status.state());
            assertTrue(wiring.service(Routing.class).isPresent());

            radio.unregister();
            assertTrue(wiring.service(BridgeMonitor.class).isEmpty());
        }
    }

    @Test
    public void shouldOfferCodecsAndSync(BundleContext context) {
        var wiring = new Wiring(context);

        assertTrue(wiring.service(CodecProvider.class).isPresent());
        assertTrue(wiring.service(SyncController.class).isPresent());
    }
}
