package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.a2dp.AirTime;
import org.stereobridge.a2dp.SbcCodecProvider;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcFrameDecoder;
import org.stereobridge.a2dp.SbcFrameEncoder;
import org.stereobridge.status.AirPlan;

/** Who plays, and how well, where the air is short. */
class AirBudgetTest {

    private static final SbcConfig JOINT = sbc(SbcConfig.ChannelMode.JOINT_STEREO);
    private static final SbcConfig MONO = sbc(SbcConfig.ChannelMode.MONO);

    private final AirBudget budget = AirBudget.of(3, 85);
    private final AirNeed mono = budget.need(new Sbc(), MONO.streamConfig(), 1_005);
    private final AirBudget.Asking source = new AirBudget.Asking("echo", "Echo", "hci0",
            budget.need(new Sbc(), JOINT.streamConfig(), 1_021));

    /** By hand: 7 frames of 114, 98, 84, 70 bytes and headers of 17 take 5, 5, 5, 3 slots, and one for the answer. */
    @Test
    void shouldReckonAsTheBasebandDoes() {
        double packetsPerSecond = 44_100 / 896.0;

        assertEquals(4, mono.steps());
        for (int step = 0; step < 4; step++) {
            assertEquals((step < 3 ? 6 : 4) * packetsPerSecond / 1_600, mono.share(step), 1e-9);
        }
        assertEquals(mono.share(3), mono.share(7));
        assertEquals(6 * packetsPerSecond / 1_600, source.need().share(0), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | 3 | 0 | 3 | 5
            3 | 4 | 3 | 4 | 5
            3 | 5 | 3 | 5 | 5
            3 | 6 | 3 | 5 | 5
            2 | 1 | 0 | 1 | 2
            2 | 2 | 1 | 2 | 2
            2 | 3 | 1 | 2 | 2
            """)
    void shouldLowerQualityBeforeItRefuses(int rateMbps, int speakers, int step, int playing, int most) {
        AirBudget here = AirBudget.of(rateMbps, 85);
        var echo = new AirBudget.Asking("echo", "Echo", "hci0", here.need(new Sbc(), JOINT.streamConfig(), 1_021));

        AirPlan plan = here.share(echo, asking(here, speakers, 1));

        AirPlan.Adapter adapter = plan.adapters().get(0);
        assertEquals(List.of(step, playing, most, speakers - playing), List.of(plan.qualityStep(), adapter.speakers(),
                adapter.mostSpeakers(), plan.refused().size()));
        assertTrue(adapter.carriesSource());
    }

    @Test
    void shouldServeSixSpeakersOnTwoRadiosAtTheirBest() {
        AirPlan plan = budget.share(source, asking(budget, 6, 2));

        assertEquals(0, plan.qualityStep());
        assertEquals(List.of(), plan.refused());
        assertEquals(List.of(3, 3), plan.adapters().stream().map(AirPlan.Adapter::speakers).toList());
        assertEquals(4 * mono.share(0), plan.adapters().get(0).share(), 1e-9);
        assertEquals(3 * mono.share(0), plan.adapters().get(1).share(), 1e-9);
    }

    @Test
    void shouldRefuseTheLeastPreferredAndSayWhatToDo() {
        AirPlan plan = budget.share(source, asking(budget, 6, 1));

        assertEquals(List.of("s5"), plan.refused().stream().map(AirPlan.Refused::speakerId).toList());
        assertEquals("it needs 12 % of the air of adapter hci0, which has 5 % left: connect it by another adapter, or "
                + "disconnect another speaker", plan.refused().get(0).describe());
    }

    @Test
    void shouldNotReckonWhereTheRadioNamesNoAdapter() {
        List<AirBudget.Asking> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(new AirBudget.Asking("s" + i, "S", null, mono));
        }

        assertEquals(AirPlan.NONE, budget.share(null, many));
    }

    @Test
    void shouldReckonWithATypicalStreamWhereACodecOnlyDecodes() {
        var decodesOnly = new Sbc() {

            @Override
            protected SbcFrameEncoder frameEncoder(SbcConfig config) {
                throw new UnsupportedOperationException("decodes only");
            }
        };

        AirNeed need = budget.need(decodesOnly, JOINT.streamConfig(), 1_021);

        assertEquals(1, need.steps());
        assertEquals(0.1875, need.share(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldKeepItsPromisesWhoeverAsks(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var here = new AirBudget(AirTime.Modulation.EDR_3, 0.3 + 0.7 * random.nextDouble());
            List<AirBudget.Asking> asking = new ArrayList<>();
            for (int i = 0; i < random.nextInt(12); i++) {
                asking.add(new AirBudget.Asking("s" + i, "S", "hci" + random.nextInt(3), randomNeed(random)));
            }

            AirPlan plan = here.share(random.nextBoolean() ? source : null, asking);

            assertEquals(asking.size(), plan.refused().size()
                    + plan.adapters().stream().mapToInt(AirPlan.Adapter::speakers).sum());
            for (AirPlan.Adapter adapter : plan.adapters()) {
                assertTrue(adapter.speakers() == 0 || adapter.share() <= adapter.limit() + 1e-9, plan.toString());
                assertTrue(adapter.speakers() <= adapter.mostSpeakers());
            }
            plan.refused().forEach(refused -> assertTrue(refused.asked() > refused.left(), plan.toString()));
            assertTrue(plan.qualityStep() == 0 || plan.refused().size() < asking.size());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0.1", "9, 1000, 1", "2, 85, 0.85"})
    void shouldBoundWhatIsConfigured(int rateMbps, int percent, double limit) {
        AirPlan plan = AirBudget.of(rateMbps, percent).share(source, List.of());

        assertEquals(limit, plan.adapters().get(0).limit());
        assertThrows(IllegalArgumentException.class, () -> new AirBudget(AirTime.Modulation.BASIC, Double.NaN));
    }

    private static AirNeed randomNeed(Random random) {
        double[] shares = new double[1 + random.nextInt(4)];
        double share = 0.4 * random.nextDouble();
        for (int step = 0; step < shares.length; step++) {
            shares[step] = share;
            share *= random.nextDouble();
        }
        return new AirNeed(shares);
    }

    /** Mono speakers, in the order of preference, in turn on so many adapters. */
    private static List<AirBudget.Asking> asking(AirBudget budget, int speakers, int adapters) {
        List<AirBudget.Asking> asking = new ArrayList<>();
        for (int i = 0; i < speakers; i++) {
            asking.add(new AirBudget.Asking("s" + i, "Speaker " + i, "hci" + i % adapters,
                    budget.need(new Sbc(), MONO.streamConfig(), 1_005)));
        }
        return asking;
    }

    private static SbcConfig sbc(SbcConfig.ChannelMode mode) {
        return new SbcConfig(44_100, mode, 16, 8, SbcConfig.Allocation.LOUDNESS, 2, 53);
    }

    /** SBC, of which only sizes are asked. */
    private static class Sbc extends SbcCodecProvider {

        @Override
        public String name() {
            return "sizes";
        }

        @Override
        protected SbcFrameDecoder frameDecoder(SbcConfig config) {
            throw new AssertionError("nothing is decoded");
        }

        @Override
        protected SbcFrameEncoder frameEncoder(SbcConfig config) {
            return new SbcFrameEncoder() {

                @Override
                public int encode(float[][] in, int frame, int bitpool, byte[] out, int offset) {
                    throw new AssertionError("nothing is encoded");
                }

                @Override
                public void reset() {
                }

                @Override
                public void close() {
                }
            };
        }
    }
}
