package org.stereobridge.simulator.internal.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.stereobridge.a2dp.RtpHeader;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.codec.CodecProvider;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.simulator.internal.PcmMusic;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.SbcMusic;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent.What;

/** Makes the Echo's streams, one after the other as the scenario's events have it. */
final class EchoStreams {

    private static final int PAYLOAD_HEADER_BYTES = 1;
    private static final int MOST_CODEC_FRAMES = 15;

    private final WorldSettings settings;
    private final EchoMusic music;
    private final List<EchoStream> streams = new ArrayList<>();

    private String codec;
    private int rateHz;
    private StreamConfig config;
    private EchoFeed feed;
    private long fromNs = World.START_NS;

    EchoStreams(WorldSettings settings) throws RefusedException {
        this.settings = settings;
        music = new EchoMusic(settings.music(), !Double.isNaN(settings.seconds()));
        codec = settings.scenario().echo().codec();
        rateHz = settings.music().rateHz();
        agree(true);
        for (ScenarioEvent event : settings.scenario().events().stream()
                .sorted(Comparator.comparingDouble(ScenarioEvent::atS)).toList()) {
            take(event);
        }
        streams.add(new EchoStream(fromNs, Long.MAX_VALUE, config, feed));
    }

    private void take(ScenarioEvent event) throws RefusedException {
        if (event.what() != What.ECHO_LOST && event.what() != What.ECHO_RATE && event.what() != What.ECHO_RECONFIGURE) {
            return;
        }
        streams.add(new EchoStream(fromNs, World.ns(event.atS()), config, feed));
        fromNs = World.ns(event.endS());
        if (event.what() == What.ECHO_LOST) {
            return;
        }
        if (!(settings.music() instanceof PcmMusic)) {
            throw new RefusedException(RefusedException.CONTENT, event.what().label() + " for music that is coded",
                    settings.music().title(), "give a WAV or FLAC file");
        }
        codec = event.what() == What.ECHO_RECONFIGURE ? event.text() : codec;
        rateHz = event.what() == What.ECHO_RATE ? (int) event.amount() : rateHz;
        agree(false);
    }

    private void agree(boolean isFirst) throws RefusedException {
        CodecProvider bridge = settings.codecs().bridge();
        CodecProvider peers = settings.codecs().peers();
        config = settings.music() instanceof SbcMusic sbc ? Devices.echoStream(bridge, sbc.configOctets())
                : Devices.echoStream(bridge, codec, rateHz);
        int codecFrames = codecFrames(isFirst);
        if (settings.music() instanceof SbcMusic sbc) {
            feed = new SbcFeed(sbc, music, peers.encoder(config),
                    settings.folder() == null ? null : peers.decoder(config), codecFrames);
        } else if (rateHz == settings.music().rateHz()) {
            feed = new PcmFeed((PcmMusic) settings.music(), music, peers.encoder(config), codecFrames);
        } else {
            feed = new ConvertedFeed((PcmMusic) settings.music(), music, peers.encoder(config), codecFrames,
                    (double) settings.music().rateHz() / rateHz);
        }
    }

    private int codecFrames(boolean isFirst) throws RefusedException {
        SbcConfig sbc = SbcConfig.parse(config.octets()).orElseThrow();
        int room = EchoLink.MTU_BYTES - RtpHeader.LENGTH - PAYLOAD_HEADER_BYTES;
        int fitting = Math.min(MOST_CODEC_FRAMES, room / sbc.frameBytes(sbc.maxBitpool()));
        int wanted = settings.scenario().echo().packetFrames();
        if (isFirst && wanted > fitting && !(settings.music() instanceof SbcMusic)) {
            throw new RefusedException(RefusedException.CONTENT,
                    wanted + " frames of " + config.label() + " do not fit a packet", "echo.packetFrames",
                    "give 1-" + fitting);
        }
        return Math.min(wanted, fitting);
    }

    EchoMusic music() {
        return music;
    }

    /** In the order of time. */
    List<EchoStream> streams() {
        return streams;
    }

    /** The stream that begins at this time. */
    static StreamConfig configFrom(List<EchoStream> streams, long fromNs) {
        return streams.stream().filter(stream -> stream.fromNs() == fromNs).findFirst().orElseThrow().config();
    }
}
