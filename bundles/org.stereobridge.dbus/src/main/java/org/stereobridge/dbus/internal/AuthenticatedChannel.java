package org.stereobridge.dbus.internal;

import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What dbus-java takes for its socket. It carries no message: the reader and the writer use the {@link Link}. dbus-java
 * authenticates every channel, and cannot be kept from offering its other mechanisms where EXTERNAL is refused, nor
 * told when to give up; {@link SaslClient} has done so before, and here dbus-java has the answers that it wants.
 */
final class AuthenticatedChannel extends SocketChannel {

    private final ByteBuffer answers =
            ByteBuffer.wrap("OK 0\r\nAGREE_UNIX_FD\r\n".getBytes(StandardCharsets.US_ASCII));
    private final Link link;

    AuthenticatedChannel(Link link) {
        super(SelectorProvider.provider());
        this.link = link;
    }

    Link link() {
        return link;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!answers.hasRemaining()) {
            return -1;
        }
        int length = Math.min(target.remaining(), answers.remaining());
        target.put(target.position(), answers, answers.position(), length);
        target.position(target.position() + length);
        answers.position(answers.position() + length);
        return length;
    }

    @Override
    public int write(ByteBuffer source) {
        int length = source.remaining();
        source.position(source.limit());
        return length;
    }

    @Override
    protected void implCloseSelectableChannel() {
        link.close();
    }

    @Override
    public boolean isConnected() {
        return !link.isClosed();
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel shutdownOutput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return null;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return null;
    }

    @Override
    protected void implConfigureBlocking(boolean isBlocking) {
        // Nothing reads it.
    }
}
