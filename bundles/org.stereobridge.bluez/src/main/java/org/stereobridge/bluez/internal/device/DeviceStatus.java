package org.stereobridge.bluez.internal.device;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.stereobridge.bluez.internal.bus.BusObject;
import org.stereobridge.bluez.internal.bus.Names;
import org.stereobridge.radio.RadioStatus;
import org.stereobridge.radio.RadioStatus.Trouble;

/** What is shown of a device, from what bluetoothd knows of it. */
final class DeviceStatus {

    /** The service class bit of the class of device for rendering; its major class, and that of audio and video. */
    private static final int RENDERING = 0x040000;
    private static final int MAJOR = 0x1F00;
    private static final int AUDIO_VIDEO = 0x0400;
    private static final Trouble GONE = new Trouble("its bond is not known here any more",
            "put it into pairing mode and add it again");

    private DeviceStatus() {
    }

    /** @param isKept whether the owner added it as a speaker */
    static RadioStatus.Device of(BusObject device, boolean isKept, RadioStatus.Link link, Optional<Trouble> trouble) {
        List<String> services = device.texts("UUIDs");
        int deviceClass = (int) device.number("Class").orElse(0);
        boolean isSpeaker = services.contains(Names.A2DP_SINK)
                || (deviceClass & MAJOR) == AUDIO_VIDEO && (deviceClass & RENDERING) != 0;
        RadioStatus.Role role = RadioStatus.Role.STRANGER;
        if (isKept) {
            role = RadioStatus.Role.SPEAKER;
        } else if (device.flag("Paired") && services.contains(Names.A2DP_SOURCE)) {
            role = RadioStatus.Role.SOURCE;
        }
        OptionalLong rssi = device.number("RSSI");
        return new RadioStatus.Device(device.text("Address"), device.text("Alias"),
                Names.lastPart(Names.adapterOf(device.path())), role, link, deviceClass,
                rssi.isPresent() ? OptionalInt.of((int) rssi.getAsLong()) : OptionalInt.empty(), isSpeaker,
                device.flag("Paired"), trouble);
    }

    /**
     * One of the owner's speakers that bluetoothd does not know.
     *
     * @param canTell whether there is an adapter, which would know it
     */
    static RadioStatus.Device away(SpeakerStore.Entry entry, RadioStatus.Link link, boolean canTell) {
        return new RadioStatus.Device(entry.address(), entry.name(), "", RadioStatus.Role.SPEAKER, link, 0,
                OptionalInt.empty(), true, false, canTell ? Optional.of(GONE) : Optional.empty());
    }
}
