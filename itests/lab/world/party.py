"""What an Echo, a speaker and a stranger have in common: an adapter, and others that they know."""

import time

from gi.repository import GLib

from bluez import A2DP_SINK, ADAPTER, DEVICE, Failure, set_class

POLL_S = 0.02
BUSY_S = 2


class Party:

    UUID_TO_CONNECT = A2DP_SINK
    CLASS = 0x240404

    def __init__(self, world, adapter, name, deviceClass=None, discoverable=True, pairable=True):
        self.world = world
        self.bus = world.bus
        self.name = name
        self.address = world.address_of(adapter)
        self.device_class = self.CLASS if deviceClass is None else deviceClass
        self.visibility = (("Discoverable", discoverable), ("Pairable", pairable))
        self.parts = []
        self.set_up()

    def set_up(self):
        for key, signature, value in (("Powered", "b", True), ("Alias", "s", self.name),
                                      ("DiscoverableTimeout", "u", 0), ("PairableTimeout", "u", 0),
                                      *((key, "b", value) for key, value in self.visibility)):
            self.set(key, GLib.Variant(signature, value))

    def set(self, key, value):
        """Sets a property of the adapter, which may be busy with the one before."""
        deadline = time.monotonic() + BUSY_S
        while True:
            try:
                self.bus.set(self.adapter, ADAPTER, key, value)
                return
            except Failure as e:
                if e.name != "org.bluez.Error.Busy" or time.monotonic() > deadline:
                    raise
                time.sleep(POLL_S)

    def restore(self):
        """After its adapter was plugged in again, or bluetoothd started anew."""
        self.set_up()
        for part in self.parts:
            part.register()
        self.show_class()
        self.tell("restored")

    def show_class(self):
        """To be called once all is registered: what is registered sets service bits anew, as does a new start."""
        set_class(int(self.adapter.rsplit("hci", 1)[1]), self.device_class)

    @property
    def adapter(self):
        """The path of the adapter, which another plugging in may have changed."""
        return self.world.adapter_path(self.address)

    def tell(self, event, **fields):
        self.world.tell(self.name, event, **fields)

    def device_path(self, address):
        path = f"{self.adapter}/dev_{address.replace(':', '_')}"
        if path not in self.bus.objects():
            raise Failure(f"{self.name} does not know {address}")
        return path

    def on_properties(self, path, interface, changed):
        """For what else than telling is to be done, on the main loop."""

    # The operations.

    def op_find(self, address, timeoutMs=15000):
        """Inquires until the address has answered."""
        def is_found():
            objects = self.bus.objects()
            path = f"{self.adapter}/dev_{address.replace(':', '_')}"
            return path in objects and "RSSI" in objects[path].get(DEVICE, {})

        self.bus.call(self.adapter, ADAPTER, "SetDiscoveryFilter", "(a{sv})", {"Transport": GLib.Variant("s", "bredr")})
        self.bus.call(self.adapter, ADAPTER, "StartDiscovery")
        try:
            deadline = time.monotonic() + timeoutMs / 1000
            while not is_found():
                if time.monotonic() >= deadline:
                    raise Failure(f"{self.name} did not find {address} within {timeoutMs} ms")
                time.sleep(POLL_S)
            found = self.bus.get_all(self.device_path(address), DEVICE)
        finally:
            self.bus.call(self.adapter, ADAPTER, "StopDiscovery")
        return {key: found.get(key) for key in ("Name", "Class", "UUIDs", "Icon")}

    def op_pair(self, address, timeoutMs=30000, find=True):
        """As the owner says "pair": finds it, pairs and trusts it."""
        if find:
            self.op_find(address, timeoutMs)
        path = self.device_path(address)
        self.bus.call(path, DEVICE, "Pair", timeout_ms=timeoutMs)
        self.bus.set(path, DEVICE, "Trusted", GLib.Variant("b", True))

    def op_connect(self, address, uuid=None, attempts=1, pauseMs=500, timeoutMs=30000):
        """Connects a profile; the errors of the attempts that failed are in the result."""
        refused = []
        while True:
            try:
                self.bus.call(self.device_path(address), DEVICE, "ConnectProfile", "(s)",
                              uuid or self.UUID_TO_CONNECT, timeout_ms=timeoutMs)
                return {"refused": refused}
            except Failure as e:
                refused.append(str(e))
                self.tell("refused", error=str(e))
                if len(refused) >= attempts:
                    raise
                time.sleep(pauseMs / 1000)

    def op_disconnect(self, address):
        self.bus.call(self.device_path(address), DEVICE, "Disconnect")

    def op_forget(self, address):
        """Loses the bond, as by a factory reset; the other side is not told."""
        self.bus.call(self.adapter, ADAPTER, "RemoveDevice", "(o)", self.device_path(address))

    def op_power(self, on):
        self.set("Powered", GLib.Variant("b", on))
        if on:
            self.show_class()

    def op_visible(self, discoverable=None, pairable=None, connectable=None):
        """Sets what others may do; None leaves it. What is not connectable is not discoverable either."""
        for key, value in (("Connectable", connectable), ("Discoverable", discoverable), ("Pairable", pairable)):
            if value is not None:
                self.set(key, GLib.Variant("b", value))

    def op_known(self, address):
        """All that is known of another device."""
        return self.bus.get_all(self.device_path(address), DEVICE)

    def close(self):
        for part in self.parts:
            part.close()
