package org.stereobridge.shell.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;

/** Lets a command go the way through Gogo's parser and coercion that the owner's typing goes. */
final class GogoSession implements AutoCloseable {

    private final ThreadIOImpl io = new ThreadIOImpl();
    private final CommandSession session;

    /** @param functions the commands' names, as in the component's properties */
    GogoSession(Object commands, String... functions) {
        io.start();
        var processor = new CommandProcessorImpl(io);
        for (String function : functions) {
            processor.addCommand("bridge", commands, function);
        }
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream());
    }

    String run(String typed) {
        try {
            String answer = (String) session.execute(typed);
            assertFalse(answer.endsWith("\n"));
            return answer;
        } catch (Exception e) {
            throw new AssertionError(typed, e);
        }
    }

    /** What the shell writes where the command is refused. */
    String refusal(String typed) {
        return assertThrows(CommandRefused.class, () -> session.execute(typed)).toString();
    }

    @Override
    public void close() {
        session.close();
        io.stop();
    }
}
