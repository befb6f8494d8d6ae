package org.stereobridge.radio;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A snapshot of a radio and the devices that it knows. Names and titles come from the air and are not trusted.
 *
 * @param state whether it works, and what keeps it from working
 * @param problem for people, one line that says what is missing and what to do; empty while all is well
 * @param adapters in the order of their ids
 * @param devices those that are paired, connected or were found by a scan, in the order of their names
 * @param pairingWindowNs how long the pairing window stays open, 0 where it is closed
 * @param isScanning whether it looks for speakers
 * @param nowPlaying what the source says that it plays
 */
public record RadioStatus(State state, String problem, List<Adapter> adapters, List<Device> devices,
        long pairingWindowNs, boolean isScanning, Optional<NowPlaying> nowPlaying) {

    /** From nothing to all that the radio needs. */
    public enum State { NO_BUS, NOT_ALLOWED, NO_DAEMON, NO_ADAPTER, READY }

    /** What an adapter is used for. */
    public enum Duty { SOURCE, SPEAKERS }

    /** What a device is to the bridge. */
    public enum Role {
        /** An Echo or a phone that streams to the bridge. */
        SOURCE,
        /** A speaker that the owner added. */
        SPEAKER,
        /** A device that a scan found. */
        STRANGER
    }

    /** How far a device has come. */
    public enum Link {
        /** Not connected, and nobody tries to. */
        APART, PAIRING, CONNECTING,
        /** Not connected; the next try comes by itself. */
        WAITING,
        CONNECTED,
        /** Audio flows, or may flow at any moment. */
        STREAMING
    }

    public RadioStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(problem, "problem");
        adapters = List.copyOf(adapters);
        devices = List.copyOf(devices);
        Objects.requireNonNull(nowPlaying, "nowPlaying");
    }

    /**
     * A Bluetooth adapter.
     *
     * @param id as BlueZ names it, such as {@code hci0}
     * @param name what others see
     * @param duties none where it is not used
     */
    public record Adapter(String id, String address, String name, boolean isPowered, Set<Duty> duties) {

        public Adapter {
            duties = Set.copyOf(duties.isEmpty() ? EnumSet.noneOf(Duty.class) : EnumSet.copyOf(duties));
        }
    }

    /**
     * A device.
     *
     * @param id its Bluetooth address
     * @param adapter the adapter that it is paired with or was found by
     * @param deviceClass class of device (Bluetooth Assigned Numbers), 0 where it is not known
     * @param rssiDbm signal as a scan saw it
     * @param isSpeaker whether it says that it is an A2DP sink
     * @param trouble what keeps it from working
     */
    public record Device(String id, String name, String adapter, Role role, Link link, int deviceClass,
            OptionalInt rssiDbm, boolean isSpeaker, boolean isPaired, Optional<Trouble> trouble) {
    }

    /**
     * What keeps a device from working.
     *
     * @param what for people, what happened
     * @param remedy for people, what to do
     */
    public record Trouble(String what, String remedy) {
    }

    /** What a source plays, as it says; empty texts where it says nothing. */
    public record NowPlaying(String title, String artist, String album, boolean isPlaying) {
    }
}
