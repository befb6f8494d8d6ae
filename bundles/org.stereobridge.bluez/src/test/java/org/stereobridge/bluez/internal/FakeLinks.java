package org.stereobridge.bluez.internal;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.stereobridge.bluez.internal.link.InboundSocket;
import org.stereobridge.bluez.internal.link.OutboundSocket;
import org.stereobridge.bluez.internal.media.LinkServices;
import org.stereobridge.codec.CodecId;

/** A bridge that takes links and does nothing with them. */
final class FakeLinks implements LinkServices {

    private final BlockingQueue<Offered<InboundSocket>> inbound = new LinkedBlockingQueue<>();
    private final BlockingQueue<Offered<OutboundSocket>> outbound = new LinkedBlockingQueue<>();

    /** A link, as long as it is offered. */
    static final class Offered<L> implements Offer {

        private final L link;
        private volatile Map<String, Object> properties;
        private volatile boolean isWithdrawn;

        private Offered(L link, Map<String, Object> properties) {
            this.link = link;
            this.properties = Map.copyOf(properties);
        }

        @Override
        public void update(Map<String, Object> properties) {
            this.properties = Map.copyOf(properties);
        }

        @Override
        public void withdraw() {
            isWithdrawn = true;
        }

        L link() {
            return link;
        }

        Map<String, Object> properties() {
            return properties;
        }

        boolean isWithdrawn() {
            return isWithdrawn;
        }
    }

    @Override
    public Offer offer(InboundSocket link, Map<String, Object> properties) {
        var offered = new Offered<>(link, properties);
        inbound.add(offered);
        return offered;
    }

    @Override
    public Offer offer(OutboundSocket link, Map<String, Object> properties) {
        var offered = new Offered<>(link, properties);
        outbound.add(offered);
        return offered;
    }

    /** The next one that comes. */
    Offered<InboundSocket> inbound() throws InterruptedException {
        return Objects.requireNonNull(inbound.poll(10, TimeUnit.SECONDS), "no source's link came");
    }

    /** The next one that comes. */
    Offered<OutboundSocket> outbound() throws InterruptedException {
        return Objects.requireNonNull(outbound.poll(10, TimeUnit.SECONDS), "no speaker's link came");
    }

    /** Whether a speaker's link of this codec came, was not taken, and is still offered. */
    boolean offers(CodecId codec) {
        return outbound.stream().anyMatch(each -> !each.isWithdrawn() && each.link().config().codec().equals(codec));
    }

    /** Those that came and were not taken. */
    int waiting() {
        return inbound.size() + outbound.size();
    }
}
