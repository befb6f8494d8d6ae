package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.radio.InboundLink;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.status.BridgeMonitor;
import org.stereobridge.status.BridgeStatus;

/** The whole of the bundles, while a simulated Echo plays in real time. */
@Felix({"base", "console", "simulator"})
public class SimulatedRadioTest {

    private static final long LIMIT_MS = 20_000;

    @Test
    public void shouldSatisfyAllComponents(BundleContext context) throws InterruptedException {
        awaitRadio(context);
        var wiring = new Wiring(context);

        assertEquals(List.of(), wiring.inactiveBundles());
        assertEquals(List.of(), wiring.unsatisfiedComponents());
    }

    @Test
    public void shouldRegisterOneEchoAndTwoSpeakers(BundleContext context) throws Exception {
        awaitRadio(context);

        assertEquals(1, context.getServiceReferences(InboundLink.class, null).size());
        assertEquals(2, context.getServiceReferences(OutboundLink.class, null).size());
    }

    @Test
    public void shouldExchangeCodecsWhileItPlays(BundleContext context) throws Exception {
        awaitRadio(context);
        Collection<ServiceReference<CodecProvider>> providers = context.getServiceReferences(CodecProvider.class,
                "(" + CodecProvider.NAME + "=SBC*)");
        assumeTrue(providers.size() > 1, "libsbc is not installed: apt install libsbc1");
        String before = best(context);
        BridgeMonitor monitor = await(context, BridgeMonitor.class);
        awaitStatus(monitor, now -> now.state() == BridgeStatus.State.PLAYING);
        var exchanged = new CountDownLatch(1);
        context.addServiceListener(event -> exchanged.countDown(),
                "(objectClass=" + CodecProvider.class.getName() + ")");
        Configuration configuration = await(context, ConfigurationAdmin.class)
                .getConfiguration("org.stereobridge.codec.libsbc", "?");

        configuration.update(new Hashtable<>(Map.of("service.ranking", 100)));

        assertTrue(exchanged.await(LIMIT_MS, TimeUnit.MILLISECONDS));
        await(context, "(&(objectClass=" + CodecProvider.class.getName() + ")(service.ranking=100))");
        assertNotEquals(before, best(context));
        assertEquals(List.of(), new Wiring(context).unsatisfiedComponents());
        String after = best(context);
        BridgeStatus status = awaitStatus(monitor, now -> now.input().orElseThrow().codecName().equals(after));
        assertEquals(BridgeStatus.State.PLAYING, status.state());
        assertEquals(0, status.loop().failures());
        assertEquals(0, status.input().orElseThrow().badCodecFrames());
        assertTrue(status.speakers().stream().allMatch(speaker -> speaker.codecName().equals(after)));
    }

    /** The bridge's state once it is so. */
    private static BridgeStatus awaitStatus(BridgeMonitor monitor, Predicate<BridgeStatus> isSo)
            throws InterruptedException {
        var never = new CountDownLatch(1);
        BridgeStatus status = monitor.status();
        for (int turn = 0; turn < 200 && !isSo.test(status); turn++) {
            assertFalse(never.await(LIMIT_MS / 200, TimeUnit.MILLISECONDS));
            status = monitor.status();
        }
        assertTrue(isSo.test(status), status.toString());
        return status;
    }

    /** The Echo comes last; the loop when it has a radio. */
    private static void awaitRadio(BundleContext context) throws InterruptedException {
        await(context, InboundLink.class);
        await(context, BridgeMonitor.class);
    }

    private static String best(BundleContext context) {
        return (String) context.getServiceReference(CodecProvider.class).getProperty(CodecProvider.NAME);
    }

    private static <S> S await(BundleContext context, Class<S> type) throws InterruptedException {
        var tracker = new ServiceTracker<S, S>(context, type, null);
        tracker.open();
        S service = tracker.waitForService(LIMIT_MS);
        assertTrue(service != null, type.getName());
        return service;
    }

    private static void await(BundleContext context, String filter) throws Exception {
        var tracker = new ServiceTracker<>(context, context.createFilter(filter), null);
        tracker.open();
        assertTrue(tracker.waitForService(LIMIT_MS) != null, filter);
    }
}
