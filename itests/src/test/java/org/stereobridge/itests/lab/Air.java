package org.stereobridge.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The radios of both guests, and what befalls them. A guest is "bridge" or "world". */
public final class Air {

    private final Lines lines;

    Air(Lines lines) {
        this.lines = lines;
    }

    /**
     * What a radio has done since the lab's start.
     *
     * @param retransmissions of its own packets
     * @param busyUs the time on the air, its own packets and those for it
     * @param overruns packets that the host gave without room in the controller
     * @param lostToHost packets and events that the host was too slow to take
     */
    public record Counters(String address, long sentPackets, long sentBytes, long receivedPackets, long retransmissions,
            long busyUs, long overruns, long lostToHost, int queuedPackets, int queuedMax) {
    }

    /** The counters by address. */
    public Map<String, Counters> counters() throws IOException {
        var counters = new HashMap<String, Counters>();
        for (JsonNode controller : lines.ask("counters", Map.of()).get("controllers")) {
            var read = Lines.JSON.treeToValue(controller, Counters.class);
            counters.put(read.address(), read);
        }
        return counters;
    }

    /** Neither sends nor receives for a time, as if something else were on the air. */
    public void stall(String guest, int adapter, long ms) throws IOException {
        ask("stall", guest, adapter, Map.of("ms", ms));
    }

    /** That many of a thousand of its packets are lost, both ways, and sent again. */
    public void setLoss(String guest, int adapter, int permille) throws IOException {
        ask("loss", guest, adapter, Map.of("permille", permille));
    }

    /** Loses its links, as by a supervision timeout, and can be reached again at once. */
    public void drop(String guest, int adapter) throws IOException {
        ask("drop", guest, adapter, Map.of());
    }

    /** Goes out of reach: loses its links and is found by nobody. */
    public void leave(String guest, int adapter) throws IOException {
        ask("leave", guest, adapter, Map.of());
    }

    /** Is back in reach. */
    public void comeBack(String guest, int adapter) throws IOException {
        ask("return", guest, adapter, Map.of());
    }

    /** Is pulled out of its guest; peers see it leave. */
    public void unplug(String guest, int adapter) throws IOException {
        ask("unplug", guest, adapter, Map.of());
    }

    /** Is plugged in again; returns the number of its hci device, which may be another than before. */
    public int plug(String guest, int adapter) throws IOException {
        return ask("plug", guest, adapter, Map.of()).get("hci").intValue();
    }

    private JsonNode ask(String op, String guest, int adapter, Map<String, ?> more) throws IOException {
        var arguments = new HashMap<String, Object>(more);
        arguments.put("guest", guest);
        arguments.put("adapter", adapter);
        return lines.ask(op, arguments);
    }
}
