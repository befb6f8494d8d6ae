package org.stereobridge.bluez.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stereobridge.bluez.internal.device.SpeakerStore;
import org.stereobridge.bluez.internal.standin.StandInDevices;
import org.stereobridge.bluez.internal.standin.StandInMedia;
import org.stereobridge.codec.CodecId;
import org.stereobridge.radio.RadioStatus;

/** Which codec a speaker takes, where bluetoothd asks our endpoints in its own order. */
@Timeout(60)
class RadioCodecTest {

    @TempDir
    Path folder;

    private LiveRadio radio;

    @BeforeEach
    void start() {
        radio = LiveRadio.start(folder, new FakeVendorCodec());
    }

    @AfterEach
    void stop() {
        radio.close();
    }

    private void playToSpeaker() throws Exception {
        radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.playSource(LiveRadio.ECHO);
    }

    /** What the speaker has on its first connection may come to be known only when it is configured. */
    private void awaitCodec(CodecId codec) {
        radio.control().awaitInTime("a link of " + codec, () -> radio.links().offers(codec));
        radio.control().advance(60 * LiveRadio.SECOND_NS);
        assertTrue(radio.links().offers(codec), "it stays so");
    }

    @Test
    void shouldOfferCodecsByRankForWhatTheyServe() {
        List<StandInMedia.Endpoint> endpoints = radio.media().endpoints();

        assertEquals(List.of(0, 0), endpoints.stream().filter(each -> each.uuid().equals(StandInDevices.A2DP_SINK))
                .map(each -> (int) each.codec()).toList());
        assertEquals(List.of(0, 0, -1, -1), endpoints.stream()
                .filter(each -> each.uuid().equals(StandInDevices.A2DP_SOURCE)).map(each -> (int) each.codec())
                .sorted((one, other) -> other - one).toList());
    }

    @Test
    void shouldTakeTheFirstByRankWhereItsOwnerSaysNothing() throws Exception {
        radio.media().vendorCapabilities(FakeVendorCodec.blueZ());
        radio.media().askLastFirst();

        playToSpeaker();

        awaitCodec(CodecId.SBC);
    }

    @Test
    void shouldTakeWhatItsOwnerWants() throws Exception {
        radio.store().wish(LiveRadio.LEFT, "Loud", "fine");
        radio.media().vendorCapabilities(FakeVendorCodec.blueZ());

        playToSpeaker();

        awaitCodec(FakeVendorCodec.ID);
    }

    @Test
    void shouldTakeItAtOnceOnceItIsKnownWhatSpeakerHas() throws Exception {
        radio.store().wish(LiveRadio.LEFT, "Fine");
        radio.media().vendorCapabilities(FakeVendorCodec.blueZ());
        playToSpeaker();
        awaitCodec(FakeVendorCodec.ID);
        radio.links().outbound();
        long changes = radio.bluez().calls("Device1.DisconnectProfile");

        radio.around().disconnect("/org/bluez/hci0/dev_00_11_22_33_44_02");
        awaitCodec(FakeVendorCodec.ID);

        assertEquals(changes, radio.bluez().calls("Device1.DisconnectProfile"));
    }

    @Test
    void shouldTakeTheNextWhereSpeakerLacksIt() throws Exception {
        radio.store().wish(LiveRadio.LEFT, "Fine");

        playToSpeaker();

        awaitCodec(CodecId.SBC);
    }

    @Test
    void shouldTakeTheNextWhereNothingOfItFits() throws Exception {
        byte[] other = FakeVendorCodec.blueZ();
        other[6] = 1;
        radio.store().wish(LiveRadio.LEFT, "Fine");
        radio.media().vendorCapabilities(other);

        playToSpeaker();

        awaitCodec(CodecId.SBC);
    }

    @Test
    void shouldTakeTheNextWhereSpeakerRefusesIt() throws Exception {
        radio.store().wish(LiveRadio.LEFT, "Fine");
        radio.media().vendorCapabilities(FakeVendorCodec.blueZ());
        radio.media().refuseVendorCodec();

        playToSpeaker();

        awaitCodec(CodecId.SBC);
    }

    @Test
    void shouldChangeWhenItsOwnerDoes() throws Exception {
        radio.media().vendorCapabilities(FakeVendorCodec.blueZ());
        playToSpeaker();
        awaitCodec(CodecId.SBC);

        radio.command(devices -> devices.keep(new SpeakerStore.Entry(LiveRadio.LEFT, "Left",
                SpeakerStore.Entry.MODEL_VOLUME, List.of("Fine"))));

        awaitCodec(FakeVendorCodec.ID);
    }

    @Test
    void shouldChangeSpeakerThatConnectedByItselfWithALesserCodec() throws Exception {
        radio.store().wish(LiveRadio.LEFT, "Fine");
        radio.media().vendorCapabilities(FakeVendorCodec.blueZ());
        String speaker = radio.addSpeaker(LiveRadio.LEFT, "Left");
        radio.command(devices -> devices.disconnect(LiveRadio.LEFT));
        radio.awaitLink(LiveRadio.LEFT, RadioStatus.Link.APART);

        radio.media().configure(speaker, StandInDevices.A2DP_SINK);
        radio.control().awaitInTime("the speaker to be let go",
                () -> radio.bluez().calls("Device1.DisconnectProfile") >= 1);
        radio.command(devices -> devices.connect(LiveRadio.LEFT));
        radio.playSource(LiveRadio.ECHO);

        awaitCodec(FakeVendorCodec.ID);
    }
}
