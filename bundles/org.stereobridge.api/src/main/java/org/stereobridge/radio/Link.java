package org.stereobridge.radio;

import org.osgi.annotation.versioning.ProviderType;
import org.stereobridge.codec.StreamConfig;

/** A configured stream to or from a device. Registered as a service while it can carry packets. */
@ProviderType
public interface Link {

    /** Service property, String: stable for the device, such as its Bluetooth address. */
    String ID = "stereobridge.link.id";
    /** Service property, String: the device's name, for people. Not trusted. */
    String NAME = "stereobridge.link.name";
    /** Service property, String: the adapter that carries the link. */
    String ADAPTER = "stereobridge.link.adapter";
    /** Service property, Long: the latency that the device reports, in ns; absent where it reports none. */
    String LATENCY_NS = "stereobridge.link.latency.ns";
    /** Service property, String: the channel row that suits the speaker, where its owner gave none; may be absent. */
    String ROW = "stereobridge.link.row";

    StreamConfig config();
}
