package org.stereobridge.bluez.internal.link;

import com.sun.jna.Native;

/**
 * The system calls of the audio thread and a few others, by direct mapping. Addresses and sizes are {@code long}:
 * nothing is converted or allocated in a call. Constants are those of Linux, which x86-64 and arm64 share.
 */
final class Libc {

    static final int EINTR = 4;
    static final int EAGAIN = 11;

    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;

    static final short POLLIN = 0x001;
    static final short POLLERR = 0x008;
    static final short POLLHUP = 0x010;
    static final short POLLNVAL = 0x020;
    static final short POLLRDHUP = 0x2000;

    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final long TIOCOUTQ = 0x5411;

    static final int SCHED_FIFO = 1;

    static final int MCL_CURRENT = 1;
    static final int MCL_FUTURE = 2;
    static final int MCL_ONFAULT = 4;

    static final int AF_BLUETOOTH = 31;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int BTPROTO_HCI = 1;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {
    }

    static native long recv(int fd, long buffer, long length, int flags);

    static native long send(int fd, long buffer, long length, int flags);

    static native int ppoll(long polls, long count, long timeout, long signals);

    static native int poll(long polls, long count, int timeoutMs);

    static native int ioctl(int fd, long request, long out);

    static native int setsockopt(int fd, int level, int name, long value, int length);

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, long address, int length);

    static native int sched_setscheduler(int pid, int policy, long parameter);

    static native int mlockall(int flags);
}
