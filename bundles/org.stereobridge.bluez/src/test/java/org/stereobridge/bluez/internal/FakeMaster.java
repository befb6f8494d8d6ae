package org.stereobridge.bluez.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.stereobridge.bluez.internal.avrcp.MasterVolume;

/** A master volume, and what the radio sets it to. */
final class FakeMaster implements MasterVolume {

    private final BlockingQueue<Double> set = new LinkedBlockingQueue<>();
    private volatile double db;

    @Override
    public double db() {
        return db;
    }

    @Override
    public void db(double db) {
        this.db = db;
        set.add(db);
    }

    /** As its owner does. */
    void turn(double db) {
        this.db = db;
    }

    BlockingQueue<Double> set() {
        return set;
    }
}
