package org.stereobridge.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameworkPropertiesTest {

    private static final String SIMULATOR = "stereobridge.simulator.";

    @Test
    void shouldTellSimulatorWhatItIsAskedFor() throws Problem {
        Map<String, Object> properties = of("--seconds", "3", "--no-recording", "piece.wav");

        assertEquals("simulator", properties.get("stereobridge.radio"));
        assertEquals("3", properties.get(SIMULATOR + "seconds"));
        assertEquals("false", properties.get(SIMULATOR + "recording"));
        assertEquals(Path.of("piece.wav").toAbsolutePath().toString(), properties.get(SIMULATOR + "music"));
        assertFalse(properties.containsKey("stereobridge.radio.wait"));
    }

    @ParameterizedTest
    @CsvSource({"--wait, true", "--shell, false"})
    void shouldTellRealRadioWhetherToWait(String option, String waits) throws Problem {
        Map<String, Object> properties = of("--radio", "bluez", option);

        assertEquals("bluez", properties.get("stereobridge.radio"));
        assertEquals(waits, properties.get("stereobridge.radio.wait"));
        assertTrue(properties.keySet().stream().noneMatch(name -> name.startsWith(SIMULATOR)), properties.toString());
    }

    private static Map<String, Object> of(String... arguments) throws Problem {
        return FrameworkProperties.of(Path.of("home"), CommandLine.parse(List.of(arguments), Path.of("data")), 8080,
                Map.of());
    }
}
