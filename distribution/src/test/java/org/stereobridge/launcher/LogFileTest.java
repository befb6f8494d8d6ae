package org.stereobridge.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        LogFile.close();
    }

    @Test
    void shouldLeaveOutWhatTalkativeOnesSayOfEachStart() throws Exception {
        LogFile.open(folder);

        Logger.getLogger("org.eclipse.jetty.server.Server").info("built");
        Logger.getLogger("org.eclipse.jetty.server.Server").warning("broken");
        Logger.getLogger("org.stereobridge.Any").info("said");
        LogFile.close();

        String log = Files.readString(folder.resolve("stereobridge-0.log"));
        assertEquals(2, log.lines().count(), log);
        assertTrue(log.contains("broken") && log.contains("said"), log);
    }

    @Test
    void shouldStayOpenWhereTheVmWouldCloseIt() throws Exception {
        LogFile.open(folder);
        LogManager manager = new LastingLogManager();

        manager.reset();
        Logger.getLogger("org.stereobridge.Any").info("said");

        assertTrue(Files.readString(folder.resolve("stereobridge-0.log")).contains("said"));
    }
}
