package org.stereobridge.bluez.internal.bus;

/** Names of BlueZ's interfaces and of Bluetooth services. */
public final class Names {

    public static final String BLUEZ = "org.bluez";
    public static final String ADAPTER = "org.bluez.Adapter1";
    public static final String DEVICE = "org.bluez.Device1";
    public static final String MEDIA = "org.bluez.Media1";
    public static final String ENDPOINT = "org.bluez.MediaEndpoint1";
    public static final String TRANSPORT = "org.bluez.MediaTransport1";
    public static final String CONTROL = "org.bluez.MediaControl1";
    public static final String PLAYER = "org.bluez.MediaPlayer1";

    /** Bluetooth Assigned Numbers, 3.3: service classes, as BlueZ writes them. */
    public static final String A2DP_SOURCE = uuid("110a");
    public static final String A2DP_SINK = uuid("110b");
    public static final String AVRCP_TARGET = uuid("110c");
    public static final String A2DP = uuid("110d");
    public static final String AVRCP = uuid("110e");
    public static final String AVRCP_CONTROLLER = uuid("110f");

    private Names() {
    }

    private static String uuid(String service) {
        return "0000" + service + "-0000-1000-8000-00805f9b34fb";
    }

    /** The adapter of a device's path, {@code /org/bluez/hci0} of {@code /org/bluez/hci0/dev_...}. */
    public static String adapterOf(String devicePath) {
        int end = devicePath.indexOf("/dev_");
        return end < 0 ? devicePath : devicePath.substring(0, end);
    }

    /** {@code hci0} of {@code /org/bluez/hci0}. */
    public static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
