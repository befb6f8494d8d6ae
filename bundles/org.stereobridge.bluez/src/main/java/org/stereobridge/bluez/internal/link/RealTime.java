package org.stereobridge.bluez.internal.link;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real-time scheduling, SCHED_FIFO, for threads of this process. */
final class RealTime {

    private static final Path THREADS = Path.of("/proc/self/task");
    /** In HotSpot it collects garbage: as long as it waits for a processor, the audio thread waits, too. */
    private static final String COLLECTOR = "VM Thread";
    /** HotSpot's quick compiler. What it has not compiled runs so slowly that the audio thread keeps it waiting. */
    private static final String COMPILER = "C1 CompilerThre";
    private static final int BELOW = 10;
    private static final int HIGHEST = 99;

    private RealTime() {
    }

    /**
     * Asks for a thread.
     *
     * @param thread 0 for the calling one
     * @param priority 1-99
     * @return whether it was granted
     */
    static boolean ask(int thread, int priority) {
        try (var parameter = new Memory(Integer.BYTES)) {
            parameter.setInt(0, priority);
            return Libc.sched_setscheduler(thread, Libc.SCHED_FIFO, Pointer.nativeValue(parameter)) == 0;
        }
    }

    /**
     * Asks for those threads of the VM on which an audio thread of this priority depends; where they are not found, all
     * stays as it is.
     */
    static void askForVm(int priority) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                int id = Integer.parseInt(thread.getFileName().toString());
                String name = Files.readString(thread.resolve("comm")).strip();
                if (name.equals(COLLECTOR)) {
                    ask(id, Math.max(1, priority - BELOW));
                } else if (name.equals(COMPILER)) {
                    ask(id, Math.min(HIGHEST, priority + 1));
                }
            }
        } catch (IOException e) {
            // A thread that has ended meanwhile, or no /proc: the others stay as they are.
        }
    }
}
