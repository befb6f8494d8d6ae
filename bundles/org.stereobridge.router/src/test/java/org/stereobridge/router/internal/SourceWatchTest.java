package org.stereobridge.router.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stereobridge.router.internal.SourceWatch.Verdict;

/** A look is a second. */
class SourceWatchTest {

    private static final long SECOND_NS = 1_000_000_000;

    private final SourceWatch watch = new SourceWatch(10 * SECOND_NS, 60 * SECOND_NS);
    private final List<String> verdicts = new ArrayList<>();
    private long seconds;
    private long packets;

    @Test
    void shouldLetMusicPlay() {
        plays(3_600);

        assertEquals(List.of(), verdicts);
    }

    @Test
    void shouldReconnectASourceThatClaimsToPlayAndSendsNothing() {
        plays(5);
        claims(11);

        assertEquals(List.of("14 SENDS_NOTHING"), verdicts);
    }

    @Test
    void shouldWaitLongerEachTime() {
        plays(5);
        claims(320);

        assertEquals(List.of("14 SENDS_NOTHING", "34 SENDS_NOTHING", "74 SENDS_NOTHING", "154 SENDS_NOTHING",
                "314 SENDS_NOTHING"), verdicts);
    }

    @Test
    void shouldWaitHalfAnHourAtMost() {
        plays(1);
        claims(20_000);

        List<Long> at = verdicts.stream().map(verdict -> Long.parseLong(verdict.split(" ")[0])).toList();
        assertEquals(1_800, at.get(at.size() - 1) - at.get(at.size() - 2));
    }

    @Test
    void shouldBeQuickAgainOnceMusicWasHeard() {
        plays(5);
        claims(100);
        verdicts.clear();
        plays(1);
        claims(11);

        assertEquals(List.of("115 SENDS_NOTHING"), verdicts);
    }

    @Test
    void shouldLeaveAPausedSourceAlone() {
        plays(5);
        pauses(10_000, 0);
        pauses(10_000, 50);
        claims(9);

        assertEquals(List.of(), verdicts);
    }

    @Test
    void shouldReconnectOnceForSilence() {
        plays(5);
        silent(1_000);

        assertEquals(List.of("64 SENDS_SILENCE"), verdicts);
    }

    @Test
    void shouldReconnectForSilenceAgainOnceMusicWasHeard() {
        plays(5);
        silent(100);
        plays(1);
        silent(61);

        assertEquals(List.of("64 SENDS_SILENCE", "165 SENDS_SILENCE"), verdicts);
    }

    private void plays(int count) {
        for (int i = 0; i < count; i++) {
            look(true, 50, false);
        }
    }

    private void silent(int count) {
        for (int i = 0; i < count; i++) {
            look(true, 50, true);
        }
    }

    private void claims(int count) {
        for (int i = 0; i < count; i++) {
            look(true, 0, true);
        }
    }

    private void pauses(int count, int packets) {
        for (int i = 0; i < count; i++) {
            look(false, packets, true);
        }
    }

    private void look(boolean claims, int more, boolean isSilent) {
        packets += more;
        Verdict verdict = watch.look(Long.MAX_VALUE - 30 * SECOND_NS + seconds * SECOND_NS, claims, packets, isSilent);
        if (verdict != Verdict.NOTHING) {
            verdicts.add(seconds + " " + verdict);
        }
        seconds++;
    }
}
