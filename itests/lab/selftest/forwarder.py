"""Stands in for the bridge in the lab's own test: passes each packet from the Echo on to two speakers, as it is.

Lines on standard input: "pair ADDRESS" and "connect ADDRESS" for a speaker; the answer is a line with "ok" or "error".
"""

import os
import sys
import threading

from gi.repository import GLib

sys.path.insert(0, "/lab/world")

from bluez import A2DP_SINK, A2DP_SOURCE, ADAPTER, PROPERTIES, TRANSPORT, Bus, Failure, PairingAgent  # noqa: E402
from media import CAPABILITIES, SBC, Endpoint, acquire  # noqa: E402
from party import Party  # noqa: E402

SPEAKERS = 2
ADAPTER_PATH = "/org/bluez/hci0"


class Air:
    """What a party asks of the world: here there is one adapter only."""

    def __init__(self):
        self.bus = Bus()

    def address_of(self, adapter):
        return self.bus.get(ADAPTER_PATH, ADAPTER, "Address")

    def adapter_path(self, address):
        return ADAPTER_PATH

    def tell(self, device, event, **fields):
        print(event, fields, file=sys.stderr, flush=True)


class Forwarder(Party):

    UUID_TO_CONNECT = A2DP_SINK

    def __init__(self):
        super().__init__(Air(), 0, "Bridge", deviceClass=0x240414)
        self.outgoing = {}
        PairingAgent(self.bus, self.world.tell)
        self.bus.on_signal(PROPERTIES, "PropertiesChanged", lambda path, arguments: self.on_changed(path, *arguments))
        self.sink = Endpoint(self, A2DP_SINK, SBC, CAPABILITIES["sink"][1], True)
        # One for each: bluetoothd 5.82 serves one stream by an endpoint.
        self.sources = [Endpoint(self, A2DP_SOURCE, SBC, CAPABILITIES["sink"][1], True,
                                 lambda offered: bytes([0x21, 0x15, 2, 53]), n) for n in range(SPEAKERS)]
        self.show_class()

    def on_transport(self, transport, configuration):
        pass

    def on_changed(self, path, interface, changed, invalidated):
        if interface != TRANSPORT:
            return
        self.tell("property", path=path, changed=changed)
        if path == self.sink.transport and changed.get("State") == "pending":
            threading.Thread(target=self.forward, daemon=True).start()

    def forward(self):
        for source in self.sources:
            if source.transport is not None and source.transport not in self.outgoing:
                self.outgoing[source.transport], _, _ = acquire(self.bus, source.transport, only_pending=False)
        fd, mtu, _ = acquire(self.bus, self.sink.transport, only_pending=True)
        self.tell("forwarding", speakers=len(self.outgoing), mtuBytes=mtu)
        try:
            while packet := os.read(fd, mtu):
                for out in self.outgoing.values():
                    os.write(out, packet)
        except OSError as e:
            self.tell("ended", error=str(e))
        os.close(fd)

    def command(self, verb, address):
        if verb == "pair":
            self.op_pair(address)
        elif verb == "connect":
            return self.op_connect(address, attempts=10)
        else:
            raise Failure(f"no such command: {verb}")
        return {}


def main():
    forwarder = Forwarder()
    threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        try:
            print("ok", line.strip(), forwarder.command(*line.split()), flush=True)
        except Failure as e:
            print("error", line.strip(), e, flush=True)


if __name__ == "__main__":
    main()
