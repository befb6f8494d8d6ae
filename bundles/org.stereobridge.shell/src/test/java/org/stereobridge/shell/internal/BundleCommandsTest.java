package org.stereobridge.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stereobridge.update.SwapException;
import org.stereobridge.update.Swapped;

class BundleCommandsTest {

    private final BundleCommands commands = new BundleCommands();
    private final GogoSession session = new GogoSession(commands, "swap");

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldTellWhatWasSwappedAndHowLongItTook() {
        commands.swap = (name, file) -> new Swapped(name + " by " + file, "1.0.0", "1.1.0", 23_400_000);

        assertEquals("org.example by " + Path.of("new.jar") + ": 1.1.0 runs in place of 1.0.0, swapped in 23.4 ms",
                session.run("bridge:swap org.example new.jar"));
    }

    @Test
    void shouldTellWhyNothingWasSwapped() {
        commands.swap = (name, file) -> {
            throw new SwapException(name + ": not signed");
        };

        assertEquals("org.example: not signed", session.refusal("bridge:swap org.example new.jar"));
    }

    @Test
    void shouldTellItsUsage() {
        assertEquals("usage: swap BUNDLE FILE", session.refusal("bridge:swap org.example"));
    }

    @Test
    void shouldTellThatNothingSwaps() {
        assertEquals("nothing can be swapped: the update bundle is not active",
                session.refusal("bridge:swap org.example new.jar"));
    }
}
