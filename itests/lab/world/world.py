"""An Echo, speakers and a stranger on the adapters of a guest, as told in lines of JSON on standard input.

Each request is answered on standard output, in a thread of its own. {"op": "speaker", "adapter": 1, "name": "Kitchen"}
makes a device; {"op": "pair", "device": "Kitchen", ...} has it do something. What happens is told in events.jsonl.
"""

import json
import re
import sys
import threading
import time

from gi.repository import GLib

from bluez import ADAPTER, PROPERTIES, Bus, Failure, PairingAgent
from echo import Echo
from media import now_ns
from speaker import Speaker
from stranger import Stranger

SHARE = "/share"
RESTORED_WITHIN_S = 5


class World:

    KINDS = {"echo": Echo, "speaker": Speaker, "stranger": Stranger}

    def __init__(self):
        self.bus = Bus()
        self.parties = {}
        self.recordings = 0
        self.events = []
        self.event_added = threading.Condition()
        self.event_file = open(f"{SHARE}/events.jsonl", "a", buffering=1, encoding="utf-8")
        self.writing = threading.Lock()
        self.addresses = {}
        self.path_addresses = {}
        self.started = threading.Event()

    def start(self):
        self.agent = PairingAgent(self.bus, lambda path, event, **fields:
                                  self.tell(self.owner(path), event, path=path, **fields))
        self.bus.on_signal(PROPERTIES, "PropertiesChanged", self.on_changed)
        self.bus.on_signal("org.freedesktop.DBus.ObjectManager", "InterfacesAdded", self.on_added)
        self.started.set()

    def on_added(self, path, arguments):
        """An adapter that is plugged in again, or that a new bluetoothd has found."""
        at, interfaces = arguments
        party = next((party for party in self.parties.values()
                      if party.address == interfaces.get(ADAPTER, {}).get("Address")), None)
        if party is not None:
            threading.Thread(target=self.restore, args=(party,), daemon=True).start()

    def restore(self, party):
        deadline = time.monotonic() + RESTORED_WITHIN_S
        while True:
            try:
                self.agent.register()
                party.restore()
                return
            except Failure as e:
                if time.monotonic() > deadline:
                    party.tell("notRestored", error=str(e))
                    return
                time.sleep(0.1)

    def address_of(self, adapter):
        """An adapter has the same address wherever it is plugged in."""
        if adapter not in self.addresses:
            self.addresses[adapter] = self.bus.get(f"/org/bluez/hci{adapter}", ADAPTER, "Address")
        return self.addresses[adapter]

    def adapter_path(self, address):
        for path, interfaces in self.bus.objects().items():
            if ADAPTER in interfaces and interfaces[ADAPTER]["Address"] == address:
                self.path_addresses[path] = address
                return path
        raise Failure(f"no adapter has {address}: it is unplugged, or bluetoothd is away")

    def owner(self, path):
        """The name of the device on whose adapter an object is; None where it is nobody's."""
        adapter = re.match(r"/org/bluez/hci\d+", path)
        address = self.path_addresses.get(adapter.group()) if adapter else None
        return next((name for name, party in self.parties.items() if party.address == address), None)

    def on_changed(self, path, arguments):
        interface, changed, _ = arguments
        owner = self.owner(path)
        if owner is None or interface == ADAPTER:
            return
        for name, value in changed.items():
            if name not in ("RSSI", "Position", "ManufacturerData"):
                self.tell(owner, "property", path=path, interface=interface.rsplit(".", 1)[1], name=name, value=value)
        self.parties[owner].on_properties(path, interface, changed)

    def tell(self, device, event, **fields):
        with self.event_added:
            told = {"index": len(self.events), "ns": now_ns(), "device": device, "event": event, **fields}
            self.events.append(told)
            self.event_file.write(json.dumps(told, default=str) + "\n")
            self.event_added.notify_all()

    def recording_path(self, name):
        self.recordings += 1
        return f"{SHARE}/{re.sub('[^A-Za-z0-9]', '-', name)}-{self.recordings}.packets"

    def handle(self, request):
        number = request.pop("id", None)
        try:
            answer = {"id": number, "result": self.run(**request) or {}}
        except Failure as e:
            answer = {"id": number, "error": str(e)}
        except Exception as e:  # The caller must hear of it, whatever it is.
            answer = {"id": number, "error": f"{type(e).__name__}: {e}"}
        with self.writing:
            print(json.dumps(answer, default=str), flush=True)

    def run(self, op, device=None, **arguments):
        self.started.wait()
        name = "op_" + re.sub(r"[A-Z]", lambda m: "_" + m.group().lower(), op)
        if op in self.KINDS:
            return self.make(op, **arguments)
        if device is not None and device not in self.parties:
            raise Failure(f"no such device: {device}")
        target = self if device is None else self.parties[device]
        if not hasattr(target, name):
            raise Failure(f"no such operation: {op}")
        return getattr(target, name)(**arguments)

    def make(self, kind, adapter, name, **arguments):
        if name in self.parties:
            raise Failure(f"{name} is there already")
        party = self.KINDS[kind](self, adapter, name, **arguments)
        party.show_class()
        self.parties[name] = party
        return {"address": party.address}

    def op_remove(self, name):
        """Takes a device away with its endpoints; its bonds stay."""
        self.parties.pop(name).close()

    def op_events(self, after=0):
        with self.event_added:
            return {"events": self.events[after:]}

    def op_await_event(self, match, after=0, timeoutMs=10000):
        """The first event at or behind the index whose fields are as in match, now or later."""
        def find():
            return next((event for event in self.events[after:]
                         if all(event.get(key) == value for key, value in match.items())), None)

        with self.event_added:
            event = self.event_added.wait_for(find, timeoutMs / 1000)
        if event is None:
            raise Failure(f"not within {timeoutMs} ms: {json.dumps(match)}")
        return event


def main():
    sys.setswitchinterval(0.0005)
    world = World()

    def read():
        world.start()
        for line in sys.stdin:
            threading.Thread(target=world.handle, args=(json.loads(line),), daemon=True).start()

    threading.Thread(target=read, daemon=True).start()
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
