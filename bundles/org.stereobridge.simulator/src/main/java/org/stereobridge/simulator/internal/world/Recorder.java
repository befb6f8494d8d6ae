package org.stereobridge.simulator.internal.world;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Records all speakers, on a thread of its own. */
final class Recorder implements Runnable {

    private static final int SLOTS = 1_024;
    private static final long PARK_NS = 500_000;

    private final SlotRing<RecordSlot> ring = new SlotRing<>(SLOTS, RecordSlot::new);
    private final List<SpeakerTape> tapes;
    private final Consumer<Exception> failed;
    private final Thread thread = new Thread(this, "stereobridge-recorder");

    private volatile boolean ended;
    private volatile boolean dead;
    private double endNs;

    /** @param failed is told, on the recorder's thread, why nothing can be recorded any more */
    Recorder(List<SpeakerTape> tapes, Consumer<Exception> failed) {
        this.tapes = List.copyOf(tapes);
        this.failed = failed;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Audio thread: the next slot to fill; waits where the recorder is far behind. */
    RecordSlot claim() {
        RecordSlot slot = ring.claim();
        while (slot == null) {
            LockSupport.parkNanos(PARK_NS);
            slot = ring.claim();
        }
        return slot;
    }

    /** Audio thread: hands over the slot claimed. */
    void publish() {
        ring.publish();
    }

    /** Whether simulated time should wait for the recorder. */
    boolean isBehind() {
        return ring.size() > SLOTS / 2;
    }

    /** The run has ended at this time; {@link #await} afterwards. */
    void end(double endNs) {
        this.endNs = endNs;
        ended = true;
        LockSupport.unpark(thread);
    }

    /** Waits until all is written; the files are still open. */
    void await() throws InterruptedException {
        thread.join();
    }

    List<SpeakerTape> tapes() {
        return tapes;
    }

    @Override
    public void run() {
        while (true) {
            boolean isLast = ended;
            RecordSlot slot = ring.peek();
            if (slot != null) {
                take(slot);
                ring.release();
            } else if (isLast) {
                break;
            } else {
                LockSupport.parkNanos(PARK_NS);
            }
        }
        finish();
    }

    private void take(RecordSlot slot) {
        if (dead) {
            return;
        }
        try {
            tapes.get(slot.speaker).accept(slot);
        } catch (RecordingException | RuntimeException e) {
            die(e);
        }
    }

    private void finish() {
        try {
            for (SpeakerTape tape : tapes) {
                if (!dead) {
                    tape.finish(endNs);
                }
            }
        } catch (RecordingException | RuntimeException e) {
            die(e);
        }
    }

    private void die(Exception e) {
        dead = true;
        failed.accept(e);
    }
}
