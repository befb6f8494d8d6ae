"""D-Bus by Gio, whose calls may come from any thread; objects of ours are called on the main loop."""

import ctypes
import os
import socket
import struct
import subprocess

from gi.repository import Gio, GLib

BLUEZ = "org.bluez"
ADAPTER = "org.bluez.Adapter1"
DEVICE = "org.bluez.Device1"
MEDIA = "org.bluez.Media1"
TRANSPORT = "org.bluez.MediaTransport1"
PROPERTIES = "org.freedesktop.DBus.Properties"

A2DP_SOURCE = "0000110a-0000-1000-8000-00805f9b34fb"
A2DP_SINK = "0000110b-0000-1000-8000-00805f9b34fb"
HFP_HF = "0000111e-0000-1000-8000-00805f9b34fb"
HFP_AG = "0000111f-0000-1000-8000-00805f9b34fb"

MGMT_SET_DEVICE_CLASS = 0x000E
HCI_DEV_NONE = 0xFFFF
HCI_CHANNEL_CONTROL = 3


class Failure(Exception):
    """What the caller is told in one line; name is D-Bus's, where it said no."""

    def __init__(self, message, name=None):
        super().__init__(f"{name}: {message}" if name else message)
        self.name = name


class Bus:

    def __init__(self):
        self.connection = Gio.bus_get_sync(Gio.BusType.SYSTEM)

    def call_fds(self, path, interface, method, signature="()", *arguments, timeout_ms=30000):
        """What was returned, and the descriptors that came with it, which are the caller's."""
        try:
            values, fds = self.connection.call_with_unix_fd_list_sync(
                BLUEZ, path, interface, method, GLib.Variant(signature, arguments), None,
                Gio.DBusCallFlags.NONE, timeout_ms, None, None)
        except GLib.Error as e:
            name = Gio.DBusError.get_remote_error(e)
            raise Failure(e.message.removeprefix(f"GDBus.Error:{name}: "), name) from e
        return values.unpack(), fds.steal_fds() if fds else []

    def call(self, path, interface, method, signature="()", *arguments, timeout_ms=30000):
        values, _ = self.call_fds(path, interface, method, signature, *arguments, timeout_ms=timeout_ms)
        return values[0] if len(values) == 1 else values or None

    def get(self, path, interface, name):
        return self.call(path, PROPERTIES, "Get", "(ss)", interface, name)

    def get_all(self, path, interface):
        return self.call(path, PROPERTIES, "GetAll", "(s)", interface)

    def set(self, path, interface, name, value):
        self.call(path, PROPERTIES, "Set", "(ssv)", interface, name, value)

    def objects(self):
        return self.call("/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")

    def on_signal(self, interface, name, callback):
        """callback(path, arguments) on the main loop."""
        self.connection.signal_subscribe(
            BLUEZ, interface, name, None, None, Gio.DBusSignalFlags.NONE,
            lambda connection, sender, path, interface, name, arguments: callback(path, arguments.unpack()))

    def export(self, path, xml, target):
        """Calls of an object are calls of target's methods of these names; None answers with nothing.

        Properties are target's method properties(), a dictionary of variants.
        """
        def on_call(connection, sender, path, interface, method, arguments, invocation):
            try:
                result = getattr(target, method)(*arguments.unpack())
            except Failure as e:
                invocation.return_dbus_error(e.name or "org.bluez.Error.Rejected", str(e))
            else:
                invocation.return_value(result)

        def on_get(connection, sender, path, interface, name):
            return target.properties()[name]

        ids = [self.connection.register_object(path, interface, on_call, on_get, None)
               for interface in Gio.DBusNodeInfo.new_for_xml(xml).interfaces]
        return lambda: [self.connection.unregister_object(id) for id in ids]

    def emit_changed(self, path, interface, changed):
        self.connection.emit_signal(None, path, PROPERTIES, "PropertiesChanged",
                                    GLib.Variant("(sa{sv}as)", (interface, changed, [])))


AGENT_XML = """<node><interface name="org.bluez.Agent1">
    <method name="Release"/>
    <method name="Cancel"/>
    <method name="RequestAuthorization"><arg type="o" direction="in"/></method>
    <method name="RequestConfirmation"><arg type="o" direction="in"/><arg type="u" direction="in"/></method>
    <method name="AuthorizeService"><arg type="o" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>"""


class PairingAgent:
    """Says yes to all, as what has neither buttons nor a display must."""

    PATH = "/lab/agent"

    def __init__(self, bus, tell):
        self.bus = bus
        self.tell = tell
        bus.export(self.PATH, AGENT_XML, self)
        self.register()

    def register(self):
        """Again, too, after bluetoothd has started anew."""
        try:
            self.bus.call("/org/bluez", "org.bluez.AgentManager1", "RegisterAgent", "(os)", self.PATH,
                          "NoInputNoOutput")
        except Failure as e:
            if e.name != "org.bluez.Error.AlreadyExists":
                raise
        self.bus.call("/org/bluez", "org.bluez.AgentManager1", "RequestDefaultAgent", "(o)", self.PATH)

    def Release(self):
        pass

    def Cancel(self):
        pass

    def RequestAuthorization(self, device):
        self.tell(device, "asked", what="pairing")

    def RequestConfirmation(self, device, passkey):
        self.tell(device, "asked", what="confirmation")

    def AuthorizeService(self, device, uuid):
        self.tell(device, "asked", what=uuid)


def set_class(index, device_class):
    """Sets an adapter's class: D-Bus can set one for all adapters only, and no service bits.

    First by the kernel's management interface, which would else set its own again, then as it is to be.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    with socket.socket(socket.AF_BLUETOOTH, socket.SOCK_RAW, socket.BTPROTO_HCI) as control:
        address = struct.pack("<HHH", socket.AF_BLUETOOTH, HCI_DEV_NONE, HCI_CHANNEL_CONTROL)
        if libc.bind(control.fileno(), address, len(address)) != 0:
            raise Failure(f"management interface: {os.strerror(ctypes.get_errno())}")
        control.settimeout(2)
        control.send(struct.pack("<HHHBB", MGMT_SET_DEVICE_CLASS, index, 2,
                                 device_class >> 8 & 0x1F, device_class & 0xFC))
        while True:
            event, at, _, opcode, status = struct.unpack_from("<HHHHB", control.recv(1024) + bytes(9))
            if event in (1, 2) and at == index and opcode == MGMT_SET_DEVICE_CLASS:
                if status != 0:
                    raise Failure(f"class 0x{device_class:06x}: management status {status}")
                break
    subprocess.run(["hciconfig", f"hci{index}", "class", f"0x{device_class:06x}"], check=True)
