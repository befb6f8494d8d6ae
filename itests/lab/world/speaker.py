"""A speaker: an A2DP sink that records what arrives."""

import threading
import time

from gi.repository import GLib

from bluez import A2DP_SINK, A2DP_SOURCE, TRANSPORT, Failure
from media import CAPABILITIES, SBC, Endpoint, Receiver, Recording, acquire
from party import Party

CONTROL = "org.bluez.MediaControl1"
ATTEMPTS = 10
LOUDEST = 127


class Speaker(Party):

    CLASS = 0x240414
    UUID_TO_CONNECT = A2DP_SOURCE

    def __init__(self, world, adapter, name, capabilities="all", delayMs=None, volume=None, **visibility):
        """capabilities: a name of media.CAPABILITIES, or SBC's four bytes in hexadecimal digits."""
        super().__init__(world, adapter, name, **visibility)
        codec, offered = CAPABILITIES.get(capabilities) or (SBC, bytes.fromhex(capabilities))
        self.delay_ms = delayMs
        self.volume = volume
        self.is_set_by_source = False
        self.transport = None
        self.recording = Recording(world.recording_path(name))
        self.endpoint = Endpoint(self, A2DP_SINK, codec, offered, delayMs is not None)
        self.parts = [self.endpoint]

    def on_transport(self, transport, configuration):
        self.transport = transport
        self.is_set_by_source = False
        if transport is not None:
            threading.Thread(target=self.report, args=(transport,), daemon=True).start()

    def report(self, transport):
        """Tells the source the delay and the volume, as soon as bluetoothd takes them."""
        wanted = []
        if self.delay_ms is not None:
            wanted.append(("Delay", round(self.delay_ms * 10)))
        if self.volume is not None:
            wanted.append(("Volume", self.volume))
        for name, value in wanted:
            for attempt in range(ATTEMPTS):
                if name == "Volume" and self.is_set_by_source:
                    break
                try:
                    if attempt > 0:
                        # bluetoothd 5.82 keeps a value that it could not send, and never sends the same again.
                        self.bus.set(transport, TRANSPORT, name, GLib.Variant("q", value ^ 1))
                    self.bus.set(transport, TRANSPORT, name, GLib.Variant("q", value))
                    self.tell("reported", name=name, value=value)
                    break
                except Failure as e:
                    self.tell("notReported", name=name, error=str(e))
                    time.sleep(0.2)

    def on_properties(self, path, interface, changed):
        if interface == TRANSPORT and self.volume is not None:
            # Neither what it reports, nor what it has bluetoothd send it by, nor where bluetoothd begins.
            own = (self.volume, self.volume ^ 1, LOUDEST)
            self.is_set_by_source |= changed.get("Volume", self.volume) not in own
        if interface == TRANSPORT and changed.get("State") == "pending" and path == self.transport:
            threading.Thread(target=self.listen, args=(path,), daemon=True).start()

    def listen(self, transport):
        try:
            fd, mtu, _ = acquire(self.bus, transport, only_pending=True)
        except Failure as e:
            self.tell("failed", error=str(e))
            return
        self.tell("listening", mtuBytes=mtu)
        # What was told while the stream started, bluetoothd may have dropped.
        self.report(transport)
        Receiver(fd, mtu, self.recording, lambda: self.tell("closed", packets=self.recording.packets)).start()

    def op_refuse(self, times):
        """Refuses the next configurations of its endpoint; visible {connectable: false} does not answer at all."""
        self.endpoint.refusals = times

    def op_press(self, address, button):
        """Play, Pause, Stop, Next, Previous, VolumeUp, VolumeDown: sent to the device of the address by AVRCP."""
        self.bus.call(self.device_path(address), CONTROL, button)

    def op_delay(self, ms):
        self.delay_ms = ms
        self.bus.set(self.the_transport(), TRANSPORT, "Delay", GLib.Variant("q", round(ms * 10)))

    def op_volume(self, value):
        self.volume = value
        self.bus.set(self.the_transport(), TRANSPORT, "Volume", GLib.Variant("q", value))

    def the_transport(self):
        if self.transport is None:
            raise Failure(f"{self.name} has no transport")
        return self.transport

    def op_transport(self):
        return self.bus.get_all(self.the_transport(), TRANSPORT)

    def op_track(self, address):
        """What AVRCP shows of the device of the address."""
        path = self.device_path(address)
        for at, interfaces in self.bus.objects().items():
            if at.startswith(path + "/player") and "org.bluez.MediaPlayer1" in interfaces:
                return interfaces["org.bluez.MediaPlayer1"]
        raise Failure(f"{address} shows no player")

    def op_recording(self):
        """What has arrived so far."""
        self.recording.flush()
        return {"file": self.recording.path, "packets": self.recording.packets, "bytes": self.recording.bytes}

    def op_await_packets(self, packets, timeoutMs=30000):
        """Waits until that many have arrived in all."""
        deadline = time.monotonic() + timeoutMs / 1000
        while self.recording.packets < packets:
            if time.monotonic() >= deadline:
                raise Failure(f"{self.name} got {self.recording.packets} of {packets} packets within {timeoutMs} ms")
            time.sleep(0.02)
        return self.op_recording()

    def close(self):
        super().close()
        self.recording.close()
