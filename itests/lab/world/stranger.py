"""A stranger: tries what it may not, and says how it was refused."""

from gi.repository import GLib

from bluez import A2DP_SOURCE, HFP_AG, HFP_HF, Failure
from media import CAPABILITIES, SBC, Endpoint
from party import Party

PROFILE_XML = """<node><interface name="org.bluez.Profile1">
    <method name="Release"/>
    <method name="NewConnection"><arg type="o" direction="in"/><arg type="h" direction="in"/>
        <arg type="a{sv}" direction="in"/></method>
    <method name="RequestDisconnection"><arg type="o" direction="in"/></method>
</interface></node>"""


class Profile:
    """Hands-free, as one side or the other; bluetoothd knows it for all adapters of the guest."""

    def __init__(self, party, uuid):
        self.party = party
        self.path = f"/lab/profile/{uuid[4:8]}"
        self.uuid = uuid
        self.unexport = party.bus.export(self.path, PROFILE_XML, self)
        self.register()

    def register(self):
        try:
            self.party.bus.call("/org/bluez", "org.bluez.ProfileManager1", "RegisterProfile", "(osa{sv})", self.path,
                                self.uuid, {"RequireAuthorization": GLib.Variant("b", False)})
        except Failure as e:
            if e.name != "org.bluez.Error.AlreadyExists":
                raise

    def Release(self):
        pass

    def NewConnection(self, device, fd, properties):
        self.party.tell("handsfree", device=device)

    def RequestDisconnection(self, device):
        self.party.tell("handsfreeEnded", device=device)

    def close(self):
        self.party.bus.call("/org/bluez", "org.bluez.ProfileManager1", "UnregisterProfile", "(o)", self.path)
        self.unexport()


class Stranger(Party):

    CLASS = 0x5A020C

    def __init__(self, world, adapter, name="Stranger", a2dp=True, handsFree=None, **visibility):
        """handsFree: "hf", "ag" or None."""
        super().__init__(world, adapter, name, **visibility)
        self.transport = None
        if a2dp:
            self.parts.append(Endpoint(self, A2DP_SOURCE, SBC, CAPABILITIES["all"][1], False))
        if handsFree is not None:
            self.parts.append(Profile(self, {"hf": HFP_HF, "ag": HFP_AG}[handsFree]))

    def on_transport(self, transport, configuration):
        self.transport = transport
