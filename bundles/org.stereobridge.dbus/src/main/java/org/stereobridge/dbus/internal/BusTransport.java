package org.stereobridge.dbus.internal;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.freedesktop.dbus.connections.BusAddress;
import org.freedesktop.dbus.connections.config.TransportConfig;
import org.freedesktop.dbus.connections.transports.AbstractTransport;

/** A client's transport over a socket that has been connected and authenticated before. */
final class BusTransport extends AbstractTransport {

    /** The key of the {@link Link} in the transport's configuration. */
    static final String LINK = Link.class.getName();

    private final Link link;

    BusTransport(BusAddress address, TransportConfig config, Link link) {
        super(address, config);
        this.link = link;
    }

    @Override
    protected boolean hasFileDescriptorSupport() {
        return true;
    }

    @Override
    protected SocketChannel connectImpl() {
        return new AuthenticatedChannel(link);
    }

    @Override
    protected SocketChannel acceptImpl() throws IOException {
        throw new IOException("this is a client's transport");
    }

    @Override
    protected void bindImpl() throws IOException {
        throw new IOException("this is a client's transport");
    }

    @Override
    protected boolean isBound() {
        return false;
    }

    @Override
    protected void closeTransport() {
        link.close();
    }
}
