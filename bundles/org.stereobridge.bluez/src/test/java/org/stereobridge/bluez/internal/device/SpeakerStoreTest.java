package org.stereobridge.bluez.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakerStoreTest {

    @ParameterizedTest
    @ValueSource(strings = {"00:1a:7D:da:71:0f", " 00:1A:7D:DA:71:0F ", "00-1a-7d-da-71-0f"})
    void shouldTakeAddressAsOwnersWriteIt(String address) {
        assertEquals("00:1A:7D:DA:71:0F", new SpeakerStore.Entry(address, "", 0, List.of()).address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kitchen", "00:1A:7D:DA:71", "00:1A:7D:DA:71:0F:22", "00:1A:7D:DA:71:0G"})
    void shouldRefuseWhatIsNoAddress(String address) {
        var refused = assertThrows(IllegalArgumentException.class,
                () -> new SpeakerStore.Entry(address, "", 0, List.of()));

        assertTrue(refused.getMessage().contains("00:11:22:AA:BB:CC"), refused.getMessage());
    }
}
