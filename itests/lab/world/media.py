"""A2DP endpoints, and what travels through their transports."""

import os
import select
import struct
import threading
import time

from gi.repository import GLib

from bluez import MEDIA, TRANSPORT, Failure

SBC = 0x00
VENDOR = 0xFF
FREQUENCIES = {48000: 0x10, 44100: 0x20, 32000: 0x40, 16000: 0x80}
MODES = {"joint": 0x01, "stereo": 0x02, "dual": 0x04, "mono": 0x08}

# The four bytes of SBC's capabilities, or another codec and its bytes.
CAPABILITIES = {
    "all": (SBC, bytes([0xFF, 0xFF, 2, 64])),
    "sink": (SBC, bytes([0x3F, 0xFF, 2, 53])),
    "joint": (SBC, bytes([0x21, 0x15, 2, 53])),
    "absurd": (SBC, bytes([0x00, 0x00, 250, 1])),
    # aptX alone, as no speaker may: each must have SBC.
    "none": (VENDOR, bytes([0x4F, 0, 0, 0, 0x01, 0, 0x22])),
}

ENDPOINT_XML = """<node><interface name="org.bluez.MediaEndpoint1">
    <method name="SetConfiguration"><arg type="o" direction="in"/><arg type="a{sv}" direction="in"/></method>
    <method name="SelectConfiguration"><arg type="ay" direction="in"/><arg type="ay" direction="out"/></method>
    <method name="ClearConfiguration"><arg type="o" direction="in"/></method>
    <method name="Release"/>
</interface></node>"""


def now_ns():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC)


class Recording:
    """Packets with their times: of each, ns of CLOCK_MONOTONIC (u64), length (u32), its bytes; little-endian."""

    def __init__(self, path):
        self.path = path
        self.file = open(path, "ab", buffering=1 << 16)
        self.lock = threading.Lock()
        self.packets = 0
        self.bytes = 0

    def add(self, ns, packet):
        with self.lock:
            self.file.write(struct.pack("<QI", ns, len(packet)) + packet)
            self.packets += 1
            self.bytes += len(packet)

    def flush(self):
        with self.lock:
            self.file.flush()

    def close(self):
        with self.lock:
            self.file.close()


class Endpoint:
    """One endpoint of an adapter. The owner's on_transport(path or None, configuration) is called on the main loop."""

    def __init__(self, party, uuid, codec, capabilities, with_delay, select=None, number=0):
        self.party = party
        self.select = select
        self.refusals = 0
        self.transport = None
        self.path = f"/lab/{party.address.replace(':', '_')}/{uuid[4:8]}_{number}"
        self.unexport = party.bus.export(self.path, ENDPOINT_XML, self)
        self.registration = {"UUID": GLib.Variant("s", uuid), "Codec": GLib.Variant("y", codec),
                             "Capabilities": GLib.Variant("ay", capabilities),
                             "DelayReporting": GLib.Variant("b", with_delay)}
        if codec == VENDOR:
            vendor, number = struct.unpack_from("<IH", capabilities)
            self.registration["Vendor"] = GLib.Variant("u", vendor | number << 16)
        self.register()

    def register(self):
        self.party.bus.call(self.party.adapter, MEDIA, "RegisterEndpoint", "(oa{sv})", self.path, self.registration)

    def SetConfiguration(self, transport, properties):
        if self.refusals > 0:
            self.refusals -= 1
            self.party.tell("refusing", transport=transport)
            raise Failure("as told", "org.bluez.Error.Rejected")
        configuration = bytes(properties["Configuration"])
        if self.registration["Codec"].unpack() == SBC and not self.is_offered(configuration):
            self.party.tell("refusing", transport=transport, configuration=configuration.hex())
            raise Failure("not offered", "org.bluez.Error.Rejected")
        self.party.tell("configured", transport=transport, configuration=configuration.hex(),
                        properties=sorted(properties))
        self.transport = transport
        self.party.on_transport(transport, configuration)

    def SelectConfiguration(self, capabilities):
        self.party.tell("selecting", capabilities=bytes(capabilities).hex())
        select = self.select or self.choose
        return GLib.Variant("(ay)", (select(bytes(capabilities)),))

    def is_offered(self, configuration):
        own = bytes(self.registration["Capabilities"].unpack())
        return (len(configuration) == 4 and all(configuration[at] & own[at] == configuration[at] for at in (0, 1))
                and own[2] <= configuration[2] <= configuration[3] <= own[3])

    def choose(self, offered):
        """The best that both have, where this side begins."""
        own = bytes(self.registration["Capabilities"].unpack())
        chosen = []
        for at, groups in enumerate(((0x30, 0x0F), (0xF0, 0x0C, 0x03))):
            byte = 0
            for group in groups:
                common = own[at] & offered[at] & group if len(own) == len(offered) == 4 else 0
                if common == 0:
                    raise Failure(f"nothing in common with {offered.hex()}", "org.bluez.Error.Rejected")
                # The lowest bit of each is the best, but for the rate, where it is all the same.
                byte |= common & -common
            chosen.append(byte)
        return bytes([*chosen, max(own[2], offered[2]), min(own[3], offered[3])])

    def ClearConfiguration(self, transport):
        self.party.tell("cleared", transport=transport)
        self.transport = None
        self.party.on_transport(None, None)

    def Release(self):
        self.party.tell("released")
        self.transport = None
        self.party.on_transport(None, None)

    def close(self):
        self.party.bus.call(self.party.adapter, MEDIA, "UnregisterEndpoint", "(o)", self.path)
        self.unexport()


class Receiver(threading.Thread):
    """Reads packets as they come and records them, until the transport is closed."""

    def __init__(self, fd, mtu, recording, on_end):
        super().__init__(daemon=True)
        self.fd = fd
        self.mtu = mtu
        self.recording = recording
        self.on_end = on_end

    def run(self):
        waiter = select.poll()
        waiter.register(self.fd, select.POLLIN)
        try:
            while True:
                waiter.poll()
                packet = os.read(self.fd, self.mtu)
                ns = now_ns()
                if not packet:
                    break
                self.recording.add(ns, packet)
        except OSError:
            pass
        os.close(self.fd)
        self.recording.flush()
        self.on_end()


class Sender(threading.Thread):
    """Sends a file's SBC frames as RTP packets, each at its time by an absolute deadline."""

    def __init__(self, fd, frames, frames_per_packet, frame_samples, rate_hz, recording, start, on_end, late_ns):
        super().__init__(daemon=True)
        self.fd = fd
        self.frames = frames
        self.frames_per_packet = frames_per_packet
        self.packet_samples = frames_per_packet * frame_samples
        self.rate_hz = rate_hz
        self.recording = recording
        self.sequence, self.timestamp = start
        self.on_end = on_end
        self.late_ns = late_ns
        self.ending = threading.Event()
        self.latest_ns = 0

    def run(self):
        reason = "end"
        waiter = select.poll()
        waiter.register(self.fd, select.POLLOUT)
        begin_ns = now_ns()
        count = len(self.frames) // self.frames_per_packet
        for n in range(count):
            deadline_ns = begin_ns + n * self.packet_samples * 1_000_000_000 // self.rate_hz + self.late_ns()
            wait_ns = deadline_ns - now_ns()
            if wait_ns > 0:
                time.sleep(wait_ns / 1e9)
            if self.ending.is_set():
                reason = "stopped"
                break
            first = n * self.frames_per_packet
            payload = b"".join(self.frames[first:first + self.frames_per_packet])
            packet = struct.pack(">BBHII", 0x80, 96, self.sequence & 0xFFFF, self.timestamp & 0xFFFFFFFF,
                                 0x4543484F) + bytes([self.frames_per_packet]) + payload
            try:
                waiter.poll()
                os.write(self.fd, packet)
            except OSError as e:
                reason = e.strerror
                break
            ns = now_ns()
            self.latest_ns = max(self.latest_ns, ns - deadline_ns)
            self.recording.add(ns, packet)
            self.sequence += 1
            self.timestamp += self.packet_samples
        os.close(self.fd)
        self.recording.flush()
        self.on_end(reason)

    def stop(self):
        self.ending.set()
        self.join()


def acquire(bus, transport, only_pending):
    """The descriptor of a transport, and its MTUs for reading and writing."""
    (_, read_mtu, write_mtu), fds = bus.call_fds(transport, TRANSPORT, "TryAcquire" if only_pending else "Acquire")
    os.set_blocking(fds[0], True)
    return fds[0], read_mtu, write_mtu


def sbc_frames(data):
    """The frames of an .sbc file, and the samples of each."""
    frames = []
    samples = 0
    at = 0
    while at + 4 <= len(data):
        if data[at] != 0x9C:
            raise Failure(f"no SBC frame at byte {at}")
        blocks = 4 * ((data[at + 1] >> 4 & 3) + 1)
        mode = data[at + 1] >> 2 & 3
        subbands = 8 if data[at + 1] & 1 else 4
        bitpool = data[at + 2]
        if mode < 2:
            bits = blocks * bitpool * (mode + 1)
        else:
            bits = (subbands if mode == 3 else 0) + blocks * bitpool
        length = 4 + 4 * subbands * (1 if mode == 0 else 2) // 8 + (bits + 7) // 8
        frames.append(data[at:at + length])
        samples = blocks * subbands
        at += length
    if not frames or len(frames[-1]) != len(frames[0]):
        frames = frames[:-1]
    if not frames:
        raise Failure("no SBC frames")
    return frames, samples
