package org.stereobridge.bluez.internal.standin;

import java.util.Arrays;
import java.util.List;

/**
 * What somebody called.
 *
 * @param sender its unique name
 * @param method with its interface's last part, as {@code Device1.Pair}; {@code Set Adapter1.Powered} for a property
 */
public record Call(String sender, String path, String method, List<Object> arguments) {

    Call(String sender, String path, String method, Object... arguments) {
        this(sender, path, method, Arrays.asList(arguments));
    }

    public Object argument(int index) {
        return arguments.get(index);
    }

    String text(int index) {
        return String.valueOf(arguments.get(index));
    }
}
