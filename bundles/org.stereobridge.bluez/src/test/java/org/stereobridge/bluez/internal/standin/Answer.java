package org.stereobridge.bluez.internal.standin;

import java.util.Arrays;
import java.util.List;

/**
 * A result of any type.
 *
 * @param signature null where there is none
 * @param sent is run once it has been sent
 */
public record Answer(String signature, List<Object> values, Runnable sent) {

    public static final Answer EMPTY = new Answer(null, List.of(), () -> { });

    public static Answer of(String signature, Object... values) {
        return new Answer(signature, Arrays.asList(values), () -> { });
    }

    Answer then(Runnable sent) {
        return new Answer(signature, values, sent);
    }
}
