"""An Echo: an A2DP source with a player that can be commanded."""

import random
import threading

from gi.repository import GLib

from bluez import A2DP_SOURCE, MEDIA, TRANSPORT, Failure
from media import CAPABILITIES, FREQUENCIES, MODES, SBC, Endpoint, Recording, Sender, acquire, sbc_frames
from party import Party

PLAYER = "org.mpris.MediaPlayer2.Player"
COMMANDS = ("Play", "Pause", "PlayPause", "Stop", "Next", "Previous")
PLAYER_XML = f"""<node><interface name="{PLAYER}">
    {"".join(f'<method name="{command}"/>' for command in COMMANDS)}
    <property name="PlaybackStatus" type="s" access="read"/>
    <property name="Metadata" type="a{{sv}}" access="read"/>
    <property name="Position" type="x" access="read"/>
</interface></node>"""


class Player:
    """What AVRCP shows of the music, and the commands that come back by it."""

    def __init__(self, echo):
        self.echo = echo
        self.path = f"/lab/{echo.address.replace(':', '_')}/player"
        self.state = "stopped"
        self.track("", "")
        for command in COMMANDS:
            setattr(self, command, lambda command=command: echo.tell("command", command=command))
        self.unexport = echo.bus.export(self.path, PLAYER_XML, self)
        self.register()

    def register(self):
        able = {f"Can{what}": GLib.Variant("b", True) for what in ("Play", "Pause", "GoNext", "GoPrevious", "Control")}
        self.echo.bus.call(self.echo.adapter, MEDIA, "RegisterPlayer", "(oa{sv})", self.path,
                           {**self.properties(), **able})

    def track(self, title, artist):
        self.metadata = {"xesam:title": GLib.Variant("s", title), "xesam:artist": GLib.Variant("as", [artist]),
                         "mpris:length": GLib.Variant("x", 180_000_000)}

    def properties(self):
        return {"PlaybackStatus": GLib.Variant("s", self.state), "Metadata": GLib.Variant("a{sv}", self.metadata),
                "Position": GLib.Variant("x", 0)}

    def show(self, *names):
        self.echo.bus.emit_changed(self.path, PLAYER, {name: self.properties()[name] for name in names})

    def close(self):
        self.echo.bus.call(self.echo.adapter, MEDIA, "UnregisterPlayer", "(o)", self.path)
        self.unexport()


class Echo(Party):

    CLASS = 0x240428

    def __init__(self, world, adapter, name="Echo", rateHz=44100, channelMode="joint", bitpool=53, delayReporting=True,
                 **visibility):
        super().__init__(world, adapter, name, **visibility)
        self.rate_hz = rateHz
        self.wanted = bytes([FREQUENCIES[rateHz] | MODES[channelMode], 0x15, 2, bitpool])
        self.transport = None
        self.sender = None
        self.position = (0, 0)
        self.frames = None
        self.recording = None
        self.transports = threading.Condition()
        self.player = Player(self)
        self.parts = [Endpoint(self, A2DP_SOURCE, SBC, CAPABILITIES["all"][1], delayReporting, self.select),
                      self.player]

    def select(self, capabilities):
        if len(capabilities) != 4 or self.wanted[0] & capabilities[0] != self.wanted[0]:
            raise Failure(f"not offered: {self.wanted.hex()}", "org.bluez.Error.Rejected")
        low, high = max(2, capabilities[2]), min(self.wanted[3], capabilities[3])
        if low > high:
            raise Failure(f"no bitpool: {capabilities.hex()}", "org.bluez.Error.Rejected")
        return bytes([self.wanted[0], self.wanted[1], low, high])

    def on_transport(self, transport, configuration):
        with self.transports:
            self.transport = transport
            self.transports.notify_all()

    def op_play(self, file=None, seconds=None, framesPerPacket=7, jitterMs=0, timeoutMs=10000):
        """Acquires the transport and plays a file of the share; without one, it plays the last one again.

        Sequence numbers and time stamps go on from where it was paused.
        """
        with self.transports:
            if self.sender is not None and self.sender.is_alive():
                raise Failure(f"{self.name} plays already")
            if not self.transports.wait_for(lambda: self.transport, timeoutMs / 1000):
                raise Failure(f"{self.name} has no transport")
        if file is not None:
            with open(f"/share/{file}", "rb") as f:
                self.frames, self.frame_samples = sbc_frames(f.read())
        if self.frames is None:
            raise Failure(f"{self.name} has nothing to play")
        fd, _, mtu = acquire(self.bus, self.transport, only_pending=False)
        per_packet = min(framesPerPacket, 15, (mtu - 13) // len(self.frames[0]))
        frames = self.frames
        if seconds is not None:
            count = int(seconds * self.rate_hz / self.frame_samples)
            frames = (frames * (count // len(frames) + 1))[:count]
        if self.recording is None:
            self.recording = Recording(self.world.recording_path(self.name))
        random_late = random.Random(1)
        self.sender = Sender(fd, frames, per_packet, self.frame_samples, self.rate_hz, self.recording, self.position,
                             self.on_sent, lambda: int(random_late.random() * jitterMs * 1_000_000))
        self.show("playing")
        self.sender.start()
        self.tell("playing", mtuBytes=mtu, framesPerPacket=per_packet, packets=len(frames) // per_packet)
        return {"packets": len(frames) // per_packet, "framesPerPacket": per_packet, "mtuBytes": mtu}

    def on_sent(self, reason):
        self.position = (self.sender.sequence, self.sender.timestamp)
        if reason == "end":
            self.release()
        self.tell("played", reason=reason, packets=self.sender.sequence, latestNs=self.sender.latest_ns)

    def op_pause(self):
        """Suspends the stream; play resumes it."""
        if self.sender is not None:
            self.sender.stop()
        self.release()
        self.show("paused")

    def release(self):
        """Suspends the stream; there may be none any more."""
        try:
            self.bus.call(self.the_transport(), TRANSPORT, "Release")
        except Failure as e:
            self.tell("notReleased", error=str(e))

    def show(self, state):
        self.player.state = state
        self.player.show("PlaybackStatus")

    def op_show(self, state):
        """What AVRCP says of the playback, whatever it is."""
        self.show(state)

    def op_track(self, title, artist):
        self.player.track(title, artist)
        self.player.show("Metadata")

    def op_volume(self, value):
        """0 to 127."""
        self.bus.set(self.the_transport(), TRANSPORT, "Volume", GLib.Variant("q", value))

    def the_transport(self):
        if self.transport is None:
            raise Failure(f"{self.name} has no transport")
        return self.transport

    def op_transport(self):
        """The transport's properties: State, Delay (0.1 ms), Volume and others."""
        return self.bus.get_all(self.the_transport(), TRANSPORT)

    def op_recording(self):
        """What was sent so far."""
        if self.recording is None:
            raise Failure(f"{self.name} has sent nothing")
        self.recording.flush()
        return {"file": self.recording.path, "packets": self.recording.packets, "bytes": self.recording.bytes}

    def close(self):
        if self.sender is not None:
            self.sender.stop()
        super().close()
