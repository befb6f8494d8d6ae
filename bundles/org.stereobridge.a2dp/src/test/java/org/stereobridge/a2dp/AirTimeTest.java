package org.stereobridge.a2dp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stereobridge.a2dp.AirTime.Modulation;

class AirTimeTest {

    @ParameterizedTest
    @CsvSource({
        "BASIC, 23, 2", "BASIC, 24, 4", "BASIC, 179, 4", "BASIC, 180, 6", "BASIC, 335, 6", "BASIC, 336, 8",
        "EDR_2, 50, 2", "EDR_2, 51, 4", "EDR_2, 363, 4", "EDR_2, 364, 6", "EDR_2, 675, 6", "EDR_2, 676, 8",
        "EDR_3, 79, 2", "EDR_3, 80, 4", "EDR_3, 548, 4", "EDR_3, 549, 6", "EDR_3, 1017, 6", "EDR_3, 1018, 8",
        "EDR_2, 1354, 12", "EDR_2, 1355, 14"})
    void shouldCountSlots(Modulation modulation, int packetBytes, int slots) {
        assertEquals(slots, AirTime.slots(modulation, packetBytes));
    }

    /** Measured on a 2-Mbit/s radio: one stream in and two out, all JOINT 53, take 77 %; out as MONO 31, 55 %. */
    @Test
    void shouldAgreeWithMeasuredShares() {
        double joint = AirTime.share(Modulation.EDR_2, Frames.JOINT, 53, 5);
        double mono = AirTime.share(Modulation.EDR_2, Frames.MONO, 31, 9);

        assertEquals(0.77, 3 * joint, 0.01);
        assertEquals(0.55, joint + 2 * mono, 0.01);
    }
}
