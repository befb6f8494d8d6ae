package org.stereobridge.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.stereobridge.calibration.Calibrations;
import org.stereobridge.calibration.Measurement;
import org.stereobridge.codec.CodecId;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Link;
import org.stereobridge.radio.OutboundLink;
import org.stereobridge.routing.SpeakerSettings;
import org.stereobridge.sync.Latency;
import org.stereobridge.sync.SyncController;

/** What the owner set and what was measured, in a Configuration Admin to which anyone may write anything. */
@Felix({"base"})
public class KeptSettingsTest {

    private static final String SPEAKER_PID = "org.stereobridge.router.speaker";
    private static final long LIMIT_MS = 20_000;
    private static final long MS = 1_000_000;

    @Test
    public void shouldKeepGoodSettingsWhereNewOnesAreWrong(BundleContext context) throws Exception {
        ConfigurationAdmin configurations = service(context, ConfigurationAdmin.class);
        var present = new Presence(context);
        Configuration kitchen = configurations.getFactoryConfiguration(SPEAKER_PID, "kitchen", "?");
        Configuration hall = configurations.getFactoryConfiguration(SPEAKER_PID, "hall", "?");
        kitchen.update(settings("Kitchen", -20));
        present.await(1);
        SpeakerSettings good = service(context, SpeakerSettings.class);

        for (Object wrong : new Object[] {60, "loud", Double.NaN, new long[] {1}, true}) {
            kitchen.update(settings("Kitchen", wrong));
        }

        // Changes come one after the other: once the next one is here, the wrong ones have been read.
        hall.update(settings("Hall", -3));
        present.await(2);
        assertEquals(-20, good.gainDb());
        assertEquals(List.of(1, 1), present.changes);
        kitchen.delete();
        present.await(1);
        hall.delete();
        present.await(0);
    }

    @Test
    public void shouldKeepCalibrationOverUpdateOfSync(BundleContext context) throws Exception {
        ServiceRegistration<OutboundLink> link = context.registerService(OutboundLink.class, new Silent(),
                new Hashtable<>(Map.of(Link.ID, "Kitchen", Link.ADAPTER, "hci0", Link.LATENCY_NS, 150 * MS)));
        service(context, Calibrations.class).measured(new Measurement("Kitchen", 163 * MS, 40_000));
        service(context, Calibrations.class).trim("Kitchen", OptionalLong.of(2 * MS));
        Bundle sync = FrameworkUtil.getBundle(service(context, SyncController.class).getClass());

        sync.stop();
        sync.start();

        Latency latency = latency(context);
        assertEquals(163 * MS, latency.ns());
        assertEquals(Latency.State.MEASURED, latency.state());
        assertEquals(OptionalLong.of(2 * MS), service(context, Calibrations.class).trimNs("Kitchen"));
        assertEquals(1, service(context, ConfigurationAdmin.class)
                .listConfigurations("(service.factoryPid=org.stereobridge.sync.calibration)").length);
        link.unregister();
        link = context.registerService(OutboundLink.class, new Silent(),
                new Hashtable<>(Map.of(Link.ID, "Kitchen", Link.ADAPTER, "hci0", Link.LATENCY_NS, 150 * MS)));
        assertEquals(Latency.State.STALE, latency(context).state());
        assertEquals(163 * MS, latency(context).ns());
        link.unregister();
    }

    private static Latency latency(BundleContext context) throws InterruptedException {
        return service(context, SyncController.class).alignment().speakers().get("Kitchen").latency();
    }

    private static Dictionary<String, Object> settings(String speaker, Object gainDb) {
        return new Hashtable<>(Map.of("speaker", speaker, "row", "right", "gain.dB", gainDb));
    }

    private static <S> S service(BundleContext context, Class<S> type) throws InterruptedException {
        var tracker = new ServiceTracker<S, S>(context, type, null);
        tracker.open();
        S service = tracker.waitForService(LIMIT_MS);
        assertTrue(service != null, type.getName());
        return service;
    }

    /** Counts the speakers' settings that are registered. */
    private static final class Presence {

        private final BlockingQueue<Integer> coming = new LinkedBlockingQueue<>();
        private final List<Integer> changes = new ArrayList<>();

        Presence(BundleContext context) throws InvalidSyntaxException {
            context.addServiceListener(event -> coming.add(event.getType() == ServiceEvent.REGISTERED ? 1 : -1),
                    "(objectClass=" + SpeakerSettings.class.getName() + ")");
        }

        void await(int count) throws InterruptedException {
            while (changes.stream().mapToInt(Integer::intValue).sum() != count) {
                Integer change = coming.poll(LIMIT_MS, TimeUnit.MILLISECONDS);
                assertNotNull(change);
                changes.add(change);
            }
        }
    }

    /** A link to nobody. */
    private static final class Silent implements OutboundLink {

        @Override
        public StreamConfig config() {
            return new StreamConfig(CodecId.SBC, new byte[] {0x28, 0x15, 2, 53}, 44_100, 1, "SBC mono 53, 44.1 kHz");
        }

        @Override
        public boolean send(byte[] packet, int length) {
            return true;
        }

        @Override
        public int queuedPackets() {
            return 0;
        }

        @Override
        public int mtuBytes() {
            return 1_005;
        }
    }
}
