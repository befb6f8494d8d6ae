package org.stereobridge.simulator.internal.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.stereobridge.simulator.internal.RefusedException;

/** A framework in which nobody but the test looks for services; lists what it was asked for. */
final class EmptyStage implements Stage {

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    RefusedException refusal;

    @Override
    public void offer(Speaker speaker) {
        asked.add("offer " + speaker.settings().name());
    }

    @Override
    public void withdraw(Speaker speaker) {
        asked.add("withdraw " + speaker.settings().name());
    }

    @Override
    public void offer(Echo echo) {
        asked.add("offer Echo");
    }

    @Override
    public void withdraw(Echo echo) {
        asked.add("withdraw Echo");
    }

    @Override
    public void update(Speaker speaker) {
        asked.add("update " + speaker.settings().name());
    }

    @Override
    public void swap(String bundle, Path file) throws RefusedException {
        asked.add("swap " + bundle);
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public void crash(CrashingCodec codec, boolean isThere) {
        asked.add(codec.name() + " " + isThere);
    }
}
