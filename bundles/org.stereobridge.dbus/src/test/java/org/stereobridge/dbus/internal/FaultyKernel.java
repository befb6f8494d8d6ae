package org.stereobridge.dbus.internal;

import com.sun.jna.Pointer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** The real kernel, which fails where a test wants it to. One thread, but for {@link #interrupted}. */
final class FaultyKernel implements Kernel {

    /** Released each time when a call came back with EINTR. */
    final Semaphore interrupted = new Semaphore(0);

    private final Map<String, Queue<Integer>> faults = new HashMap<>();
    private final ThreadLocal<Integer> errno = ThreadLocal.withInitial(() -> 0);
    private int mostBytes = Integer.MAX_VALUE;
    private int controlBytes = Integer.MAX_VALUE;

    /** Has the next call fail; more are queued. */
    FaultyKernel fail(String call, int withErrno) {
        faults.computeIfAbsent(call, name -> new ArrayDeque<>()).add(withErrno);
        return this;
    }

    /** Has each call send or receive at most so much. */
    FaultyKernel most(int bytes) {
        mostBytes = bytes;
        return this;
    }

    /** Leaves this much room for the control data that is received. */
    FaultyKernel control(int bytes) {
        controlBytes = bytes;
        return this;
    }

    private long call(String name, LongSupplier real) {
        Queue<Integer> queue = faults.get(name);
        if (queue != null && !queue.isEmpty()) {
            errno.set(queue.remove());
            return -1;
        }
        long result = real.getAsLong();
        if (result < 0) {
            errno.set(Libc.LIBC.errno());
            if (errno.get() == EINTR) {
                interrupted.release();
            }
        }
        return result;
    }

    private void shorten(long message) {
        Pointer buffer = new Pointer(message).getPointer(16);
        buffer.setLong(8, Math.min(mostBytes, buffer.getLong(8)));
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return (int) call("socket", () -> Libc.LIBC.socket(domain, type, protocol));
    }

    @Override
    public int setsockopt(int descriptor, int level, int option, long value, int valueBytes) {
        return Libc.LIBC.setsockopt(descriptor, level, option, value, valueBytes);
    }

    @Override
    public int connect(int descriptor, long address, int addressBytes) {
        return (int) call("connect", () -> Libc.LIBC.connect(descriptor, address, addressBytes));
    }

    @Override
    public int poll(long descriptors, long count, int timeoutMs) {
        return (int) call("poll", () -> Libc.LIBC.poll(descriptors, count, timeoutMs));
    }

    @Override
    public long recvmsg(int descriptor, long message, int flags) {
        shorten(message);
        var header = new Pointer(message);
        header.setLong(40, Math.min(controlBytes, header.getLong(40)));
        return call("recvmsg", () -> Libc.LIBC.recvmsg(descriptor, message, flags));
    }

    @Override
    public long sendmsg(int descriptor, long message, int flags) {
        shorten(message);
        return call("sendmsg", () -> Libc.LIBC.sendmsg(descriptor, message, flags));
    }

    @Override
    public int shutdown(int descriptor, int how) {
        return Libc.LIBC.shutdown(descriptor, how);
    }

    @Override
    public int close(int descriptor) {
        return Libc.LIBC.close(descriptor);
    }

    @Override
    public int geteuid() {
        return Libc.LIBC.geteuid();
    }

    @Override
    public int errno() {
        return errno.get();
    }
}
