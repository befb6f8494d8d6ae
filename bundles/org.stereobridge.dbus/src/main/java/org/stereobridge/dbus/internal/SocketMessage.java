package org.stereobridge.dbus.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * A {@code struct msghdr} with one buffer, and control data for as many descriptors as Linux passes at once.
 *
 * <p>Laid out as on 64-bit Linux, x86-64 and arm64 alike: {@code long}, {@code size_t} and pointers are of eight bytes
 * and aligned so. msghdr: name 0, namelen 8, iov 16, iovlen 24, control 32, controllen 40, flags 48. iovec: base 0,
 * len 8. cmsghdr: len 0, level 8, type 12, data 16.
 */
final class SocketMessage {

    /** SCM_MAX_FD of the kernel. */
    static final int MAX_DESCRIPTORS = 253;

    private static final int NAME = 0;
    private static final int NAME_BYTES = 8;
    private static final int BUFFERS = 16;
    private static final int BUFFER_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_BYTES = 40;
    private static final int FLAGS = 48;
    private static final int HEADER_SIZE = 56;

    private static final int BUFFER_AT = 56;
    private static final int BUFFER_SIZE = 16;

    private static final int CONTROL_AT = BUFFER_AT + BUFFER_SIZE;
    private static final int CONTROL_LEVEL = 8;
    private static final int CONTROL_TYPE = 12;
    private static final int CONTROL_DATA = 16;
    private static final int CONTROL_SIZE = CONTROL_DATA + align(MAX_DESCRIPTORS * Integer.BYTES);
    private static final int SCM_RIGHTS = 1;

    private static final int DATA_AT = align(CONTROL_AT + CONTROL_SIZE);
    private static final int[] NONE = {};

    private final int dataBytes;
    private final Memory memory;
    private final long address;

    SocketMessage(int dataBytes) {
        this.dataBytes = dataBytes;
        memory = new Memory(DATA_AT + dataBytes);
        memory.clear();
        address = Pointer.nativeValue(memory);
        memory.setLong(BUFFERS, address + BUFFER_AT);
        memory.setLong(BUFFER_COUNT, 1);
        memory.setLong(BUFFER_AT, address + DATA_AT);
    }

    /** Valid while this object is reachable. */
    long address() {
        return address;
    }

    /** Makes room for whatever comes. */
    void expect() {
        memory.setLong(NAME, 0);
        memory.setInt(NAME_BYTES, 0);
        memory.setLong(BUFFER_AT + Long.BYTES, dataBytes);
        memory.setLong(CONTROL, address + CONTROL_AT);
        memory.setLong(CONTROL_BYTES, CONTROL_SIZE);
        memory.setInt(FLAGS, 0);
    }

    boolean isControlTruncated() {
        return (memory.getInt(FLAGS) & Kernel.MSG_CTRUNC) != 0;
    }

    void read(byte[] bytes, int offset, int length) {
        memory.read(DATA_AT, bytes, offset, length);
    }

    /** The descriptors received, in their order. */
    int[] descriptors() {
        long controlBytes = memory.getLong(CONTROL_BYTES);
        var found = NONE;
        long at = 0;
        while (controlBytes - at >= CONTROL_DATA) {
            long length = memory.getLong(CONTROL_AT + at);
            if (length < CONTROL_DATA || length > controlBytes - at) {
                break;
            }
            if (memory.getInt(CONTROL_AT + at + CONTROL_LEVEL) == Kernel.SOL_SOCKET
                    && memory.getInt(CONTROL_AT + at + CONTROL_TYPE) == SCM_RIGHTS) {
                int count = (int) (length - CONTROL_DATA) / Integer.BYTES;
                found = concat(found, memory.getIntArray(CONTROL_AT + at + CONTROL_DATA, count));
            }
            at += align((int) length);
        }
        return found;
    }

    /** Fills in what is to be sent and returns how much of it fitted. */
    int fill(byte[] bytes, int offset, int[] descriptors) {
        int length = Math.min(dataBytes, bytes.length - offset);
        memory.write(DATA_AT, bytes, offset, length);
        memory.setLong(BUFFER_AT + Long.BYTES, length);
        if (descriptors.length == 0) {
            memory.setLong(CONTROL, 0);
            memory.setLong(CONTROL_BYTES, 0);
        } else {
            int controlBytes = CONTROL_DATA + descriptors.length * Integer.BYTES;
            memory.setLong(CONTROL_AT, controlBytes);
            memory.setInt(CONTROL_AT + CONTROL_LEVEL, Kernel.SOL_SOCKET);
            memory.setInt(CONTROL_AT + CONTROL_TYPE, SCM_RIGHTS);
            memory.write(CONTROL_AT + CONTROL_DATA, descriptors, 0, descriptors.length);
            memory.setLong(CONTROL, address + CONTROL_AT);
            memory.setLong(CONTROL_BYTES, align(controlBytes));
        }
        return length;
    }

    private static int align(int length) {
        return (length + Long.BYTES - 1) & -Long.BYTES;
    }

    private static int[] concat(int[] left, int[] right) {
        int[] both = new int[left.length + right.length];
        System.arraycopy(left, 0, both, 0, left.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
