package org.stereobridge.router.internal;

import org.stereobridge.radio.Waiter;

/** Runs the audio loop on a thread of its own, paced by the radio's waiter. */
final class AudioThread {

    private final AudioLoop loop;
    private final Waiter waiter;
    private final Thread thread;
    private volatile boolean stopped;

    AudioThread(AudioLoop loop, Waiter waiter) {
        this.loop = loop;
        this.waiter = waiter;
        thread = new Thread(this::run, "stereobridge-audio");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long nowNs = waiter.nanoTime();
        while (!stopped) {
            nowNs = waiter.await(loop.runOnce(nowNs));
        }
    }

    /** Ends the thread and waits for it. */
    void stop() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
