package org.stereobridge.bluez.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryLockTest {

    @ParameterizedTest
    @CsvSource({
        "unlimited            unlimited, 0000000000000000, true",
        "67108864             unlimited, 0000000000000000, false",
        "8388608              8388608,   0000000000800000, false",
        "8388608              8388608,   0000000000004000, true",
        "8388608              8388608,   000001ffffffffff, true",
        "8388608              8388608,   nonsense,         false"})
    void shouldLockAllOrNothing(String limit, String capabilities, boolean isAllowed) {
        assertEquals(isAllowed, MemoryLock.isAllowed(
                List.of("Limit                     Soft Limit           Hard Limit           Units",
                        "Max open files            unlimited            unlimited            files",
                        "Max locked memory         " + limit + "            bytes"),
                List.of("Name:\tjava", "CapEff:\t" + capabilities)));
    }
}
