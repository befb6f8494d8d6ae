package org.stereobridge.dbus.internal;

/**
 * The system calls of a socket, as Linux has them on a 64-bit machine: pointers, {@code size_t} and {@code ssize_t}
 * are {@code long}. Each returns -1 where it failed; {@link #errno} then says why, to the same thread.
 */
interface Kernel {

    int EPERM = 1;
    int ENOENT = 2;
    int EINTR = 4;
    int EAGAIN = 11;
    int EACCES = 13;
    int ENOTDIR = 20;
    int EPIPE = 32;
    int EPROTOTYPE = 91;
    int ECONNREFUSED = 111;

    int AF_UNIX = 1;
    int SOCK_STREAM = 1;
    int SOCK_CLOEXEC = 0x80000;
    int SOL_SOCKET = 1;
    int SO_SNDTIMEO = 21;
    int SHUT_RDWR = 2;

    int MSG_CTRUNC = 0x8;
    int MSG_DONTWAIT = 0x40;
    int MSG_NOSIGNAL = 0x4000;
    int MSG_CMSG_CLOEXEC = 0x40000000;

    short POLLIN = 1;
    short POLLOUT = 4;

    int socket(int domain, int type, int protocol);

    int setsockopt(int descriptor, int level, int option, long value, int valueBytes);

    int connect(int descriptor, long address, int addressBytes);

    int poll(long descriptors, long count, int timeoutMs);

    long recvmsg(int descriptor, long message, int flags);

    long sendmsg(int descriptor, long message, int flags);

    int shutdown(int descriptor, int how);

    int close(int descriptor);

    int geteuid();

    int errno();
}
