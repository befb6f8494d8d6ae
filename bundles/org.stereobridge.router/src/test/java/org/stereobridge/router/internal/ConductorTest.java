package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.Encoder;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.radio.Waiter;
import org.stereobridge.status.AirPlan;
import org.stereobridge.sync.Alignment;
import org.stereobridge.sync.LinkHealth;
import org.stereobridge.sync.MediaClock;
import org.stereobridge.sync.Staleness;
import org.stereobridge.sync.SyncController;
import org.stereobridge.testkit.Signals;

/** The two threads together, as the component runs them. */
class ConductorTest {

    private static final long LIMIT_MS = 20_000;

    private final Rig rig = new Rig();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch played = new CountDownLatch(1);
    private final Conductor conductor = new Conductor(new Turns(), Rig.HOLD_NS, Rig.LATE_NS,
            new Casting(true), AirBudget.of(3, 85));

    @Test
    void shouldTellSyncThatTheStreamStarted() throws InterruptedException {
        rig.speakerOn("hci0", "A");
        float[] music = Signals.music(1, 0.5, 5 * Rig.PACKET);
        rig.source.packets(music, music);
        for (int packet = 0; packet < 5; packet++) {
            rig.source.arrive();
        }
        conductor.start();

        conductor.plan(devices());

        assertTrue(started.await(LIMIT_MS, TimeUnit.MILLISECONDS));
        AirPlan.Adapter adapter = conductor.air().adapters().get(0);
        assertEquals(1, adapter.speakers());
        assertTrue(conductor.settings("A").isPresent());
        conductor.stop();
    }

    @Test
    void shouldNotKeepACoderThatHasThrown() throws InterruptedException {
        rig.speaker("A");
        var healthy = new CountDownLatch(1);
        rig.codecs.put(1, codec("good", config -> {
            healthy.countDown();
            return new PcmCodec.PcmEncoder(1);
        }));
        rig.codecs.put(2, codec("bad", config -> {
            var encoder = new PcmCodec.PcmEncoder(1);
            encoder.isBroken = true;
            return encoder;
        }));
        float[] music = Signals.music(1, 0.5, 5 * Rig.PACKET);
        rig.source.packets(music, music);
        for (int packet = 0; packet < 5; packet++) {
            rig.source.arrive();
        }
        conductor.start();
        conductor.plan(devices());
        assertTrue(played.await(LIMIT_MS, TimeUnit.MILLISECONDS));

        rig.codecs.remove(2);
        conductor.plan(devices());

        // One that has not thrown is kept for two seconds.
        assertTrue(healthy.await(1_000, TimeUnit.MILLISECONDS));
        conductor.stop();
    }

    private Devices devices() {
        return new Devices(rig.inbound, rig.outbound, rig.codecs, rig.settings, rig.programme, new Sync());
    }

    private static CodecProvider codec(String name, Function<StreamConfig, Encoder> encoders) {
        var codec = new PcmCodec(name);
        return (CodecProvider) Proxy.newProxyInstance(CodecProvider.class.getClassLoader(),
                new Class<?>[] {CodecProvider.class}, (proxy, method, arguments) -> method.getName().equals("encoder")
                        ? encoders.apply((StreamConfig) arguments[0]) : method.invoke(codec, arguments));
    }

    private final class Sync implements SyncController {

        @Override
        public void suspect(String speakerId, Staleness.Cause cause) {
            assertEquals("A STARTED", speakerId + " " + cause);
            started.countDown();
        }

        @Override
        public Alignment alignment() {
            return Alignment.NONE;
        }

        @Override
        public MediaClock mediaClock(int rateHz) {
            return new ExactClock();
        }

        @Override
        public LinkHealth linkHealth() {
            return null;
        }
    }

    /** Time that passes by a millisecond a turn, and a while in which all packets are played. */
    private final class Turns implements Waiter {

        private long nowNs;
        private int turns;

        @Override
        public long nanoTime() {
            return nowNs;
        }

        @Override
        public long await(long deadlineNs) {
            LockSupport.parkNanos(100_000);
            nowNs += 1_000_000;
            if (started.getCount() == 0 && ++turns > 200) {
                played.countDown();
            }
            return nowNs;
        }
    }
}
