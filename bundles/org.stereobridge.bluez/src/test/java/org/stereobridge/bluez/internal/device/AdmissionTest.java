package org.stereobridge.bluez.internal.device;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final String DEVICE = "/org/bluez/hci0/dev_00_11_22_33_44_55";
    private static final String OTHER = "/org/bluez/hci0/dev_00_11_22_33_44_66";
    private static final String A2DP_SOURCE = "0000110a-0000-1000-8000-00805f9b34fb";

    private final Admission admission = new Admission();

    @Test
    void shouldLetNobodyPairByItself() {
        assertFalse(admission.mayPair(DEVICE));
        assertFalse(admission.mayUse(DEVICE, A2DP_SOURCE));
    }

    @Test
    void shouldLetAnybodyPairWhileOpen() {
        admission.open(true);

        assertTrue(admission.mayPair(DEVICE));
        assertTrue(admission.mayUse(DEVICE, A2DP_SOURCE));
    }

    @Test
    void shouldShutOutWhenClosed() {
        admission.open(true);
        admission.open(false);

        assertFalse(admission.mayPair(DEVICE));
    }

    @Test
    void shouldLetExpectedOnePairOnly() {
        admission.expect(DEVICE);

        assertTrue(admission.mayPair(DEVICE));
        assertFalse(admission.mayPair(OTHER));
    }

    @Test
    void shouldExpectNoLongerThanTold() {
        admission.expect(DEVICE);
        admission.expectNoMore(DEVICE);

        assertFalse(admission.mayPair(DEVICE));
    }

    @Test
    void shouldLetBondedUseAudioButNotPairAnew() {
        admission.bonded(DEVICE, true);

        assertTrue(admission.mayUse(DEVICE, A2DP_SOURCE));
        assertFalse(admission.mayPair(DEVICE));
    }

    @Test
    void shouldForgetBonds() {
        admission.bonded(DEVICE, true);
        admission.bonded(DEVICE, false);

        assertFalse(admission.mayUse(DEVICE, A2DP_SOURCE));
    }

    @Test
    void shouldForgetAllWithBluetoothd() {
        admission.bonded(DEVICE, true);
        admission.expect(DEVICE);

        admission.clear();

        assertFalse(admission.mayUse(DEVICE, A2DP_SOURCE));
        assertFalse(admission.mayPair(DEVICE));
    }

    @ParameterizedTest
    @ValueSource(strings = {A2DP_SOURCE, "0000110B-0000-1000-8000-00805F9B34FB", "0000110c-0000-1000-8000-00805f9b34fb",
        "0000110d-0000-1000-8000-00805f9b34fb", "0000110e-0000-1000-8000-00805f9b34fb",
        "0000110f-0000-1000-8000-00805f9b34fb"})
    void shouldServeAudioAndItsControl(String uuid) {
        admission.bonded(DEVICE, true);

        assertTrue(admission.mayUse(DEVICE, uuid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000111e-0000-1000-8000-00805f9b34fb", "0000111f-0000-1000-8000-00805f9b34fb",
        "00001108-0000-1000-8000-00805f9b34fb", "00001105-0000-1000-8000-00805f9b34fb", "110a", ""})
    void shouldServeNothingElse(String uuid) {
        admission.bonded(DEVICE, true);
        admission.open(true);

        assertFalse(admission.mayUse(DEVICE, uuid));
    }
}
