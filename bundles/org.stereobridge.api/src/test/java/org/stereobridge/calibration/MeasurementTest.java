package org.stereobridge.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -1                  | 0          | latency must be 0 to 10 s: -1.0E-6 ms
            10000000001         | 0          | latency must be 0 to 10 s: 10000.000001 ms
            9223372036854775807 | 0          | latency must be 0 to 10 s: 9.223372036854775E12 ms
            0                   | -1         | error must be 0 to 1 s: -1.0E-6 ms
            0                   | 1000000001 | error must be 0 to 1 s: 1000.000001 ms
            """)
    void shouldRefuseWhatNoSpeakerTakes(long latencyNs, long errorNs, String why) {
        var refused = assertThrows(IllegalArgumentException.class, () -> new Measurement("A", latencyNs, errorNs));

        assertEquals(why, refused.getMessage());
    }
}
