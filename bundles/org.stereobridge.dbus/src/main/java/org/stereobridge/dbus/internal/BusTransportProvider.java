package org.stereobridge.dbus.internal;

import org.freedesktop.dbus.connections.BusAddress;
import org.freedesktop.dbus.connections.config.TransportConfig;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.exceptions.TransportConfigurationException;
import org.freedesktop.dbus.spi.transport.ITransportProvider;

/** Found by dbus-java's ServiceLoader; serves connections that a Bus has opened. */
public final class BusTransportProvider implements ITransportProvider {

    @Override
    public String getTransportName() {
        return "stereobridge";
    }

    @Override
    public AbstractTransport createTransport(BusAddress address, TransportConfig config)
            throws TransportConfigurationException {
        if (config.getAdditionalConfig().get(BusTransport.LINK) instanceof Link link) {
            return new BusTransport(address, config, link);
        }
        throw new TransportConfigurationException("open an org.stereobridge.dbus.Bus instead");
    }

    @Override
    public String getSupportedBusType() {
        return "UNIX";
    }

    @Override
    public String createDynamicSessionAddress(boolean isListening) {
        return null;
    }
}
