package org.stereobridge.bluez.internal.link;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.stereobridge.dbus.Descriptor;

/**
 * The kernel's Bluetooth management interface (BlueZ's doc/mgmt-api), for the one thing that bluetoothd does not offer
 * over D-Bus: the class of device. Needs CAP_NET_ADMIN.
 */
public final class ManagementSocket {

    private static final short CONTROL_CHANNEL = 3;
    private static final short SET_DEVICE_CLASS = 0x000E;
    private static final short NO_DEVICE = (short) 0xFFFF;
    private static final int ADDRESS_BYTES = 6;
    private static final int COMMAND_BYTES = 8;

    private ManagementSocket() {
    }

    /**
     * Asks the kernel to give an adapter a class of device; does not wait until it has done so.
     *
     * @param index of the adapter, 0 for {@code hci0}
     * @param majorAndMinor bits 2-12 of the class of device, in their place
     */
    public static void setDeviceClass(int index, int majorAndMinor) throws IOException {
        int fd = Libc.socket(Libc.AF_BLUETOOTH, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.BTPROTO_HCI);
        if (fd < 0) {
            throw failure("open");
        }
        Descriptor socket = Descriptor.own(fd);
        try (var memory = new Memory(COMMAND_BYTES)) {
            memory.write(0, little(ADDRESS_BYTES).putShort((short) Libc.AF_BLUETOOTH).putShort(NO_DEVICE)
                    .putShort(CONTROL_CHANNEL).array(), 0, ADDRESS_BYTES);
            if (Libc.bind(fd, Pointer.nativeValue(memory), ADDRESS_BYTES) < 0) {
                throw failure("bind");
            }
            byte[] command = little(COMMAND_BYTES).putShort(SET_DEVICE_CLASS).putShort((short) index)
                    .putShort((short) 2).put((byte) (majorAndMinor >> 8)).put((byte) majorAndMinor).array();
            memory.write(0, command, 0, command.length);
            if (Libc.send(fd, Pointer.nativeValue(memory), command.length, Libc.MSG_NOSIGNAL) != command.length) {
                throw failure("send");
            }
        } finally {
            socket.close();
        }
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static IOException failure(String what) {
        return new IOException(what + ": error " + Native.getLastError());
    }
}
