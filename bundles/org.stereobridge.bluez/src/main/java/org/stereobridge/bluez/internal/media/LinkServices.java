package org.stereobridge.bluez.internal.media;

import java.util.Map;
import org.stereobridge.bluez.internal.link.InboundSocket;
import org.stereobridge.bluez.internal.link.OutboundSocket;

/** Where links are offered to the bridge. Control thread. */
public interface LinkServices {

    /** An offer that stands until it is withdrawn. */
    interface Offer {

        void update(Map<String, Object> properties);

        void withdraw();
    }

    Offer offer(InboundSocket link, Map<String, Object> properties);

    Offer offer(OutboundSocket link, Map<String, Object> properties);
}
