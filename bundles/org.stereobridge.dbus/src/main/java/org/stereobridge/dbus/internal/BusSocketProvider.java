package org.stereobridge.dbus.internal;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.freedesktop.dbus.spi.message.IMessageReader;
import org.freedesktop.dbus.spi.message.IMessageWriter;
import org.freedesktop.dbus.spi.message.ISocketProvider;

/** Found by dbus-java's ServiceLoader; serves channels of {@link BusTransport}. */
public final class BusSocketProvider implements ISocketProvider {

    @Override
    public IMessageReader createReader(SocketChannel channel) throws IOException {
        return new MessageReader(link(channel));
    }

    @Override
    public IMessageWriter createWriter(SocketChannel channel) throws IOException {
        return new MessageWriter(link(channel));
    }

    @Override
    public void setFileDescriptorSupport(boolean isSupported) {
        // A bus that passes none is turned away when it is opened.
    }

    @Override
    public boolean isFileDescriptorPassingSupported() {
        return true;
    }

    private static Link link(SocketChannel channel) throws IOException {
        if (channel instanceof AuthenticatedChannel ours) {
            return ours.link();
        }
        throw new IOException(channel + " is not of this transport");
    }
}
