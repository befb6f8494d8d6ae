package org.stereobridge.itests.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A lab with the bridge running in it, an Echo and two speakers, and what tests do with them again and again. */
final class Stage implements AutoCloseable {

    static final long LIMIT_MS = 30_000;

    private static final String MUSIC = "music.sbc";
    private static final int MUSIC_S = 20;
    private static final int ECHO = 0;
    private static final int KITCHEN = 1;
    private static final int WINDOW = 2;

    private final Lab lab;
    private final BridgeProgram program;
    private final EchoDevice echo;
    private final SpeakerDevice kitchen;
    private final SpeakerDevice window;
    private final Programme programme;

    private Stage(Lab lab, int rateHz, Map<String, ?> kitchenOptions, Map<String, ?> windowOptions)
            throws IOException, InterruptedException {
        this.lab = lab;
        World world = lab.world();
        echo = world.echo(ECHO, "Echo", Map.of("rateHz", rateHz));
        kitchen = world.speaker(KITCHEN, "Kitchen", kitchenOptions);
        window = world.speaker(WINDOW, "Window", windowOptions);
        programme = Programme.write(world.guest().share().resolve(MUSIC), rateHz, MUSIC_S);
        program = BridgeProgram.start(lab.bridge());
    }

    static Stage set(String name) throws IOException, InterruptedException {
        return set(name, 44_100, Map.of("delayMs", 150), Map.of("delayMs", 150));
    }

    /** @param kitchen, window how the two speakers are made */
    static Stage set(String name, int rateHz, Map<String, ?> kitchen, Map<String, ?> window)
            throws IOException, InterruptedException {
        Lab.assumeBuilt();
        Lab lab = Lab.start(name, "--program", Path.of(System.getProperty("stereobridge.home")).toString());
        try {
            return new Stage(lab, rateHz, kitchen, window);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            lab.close();
            throw e;
        }
    }

    Lab lab() {
        return lab;
    }

    BridgeProgram program() {
        return program;
    }

    EchoDevice echo() {
        return echo;
    }

    SpeakerDevice kitchen() {
        return kitchen;
    }

    SpeakerDevice window() {
        return window;
    }

    List<SpeakerDevice> speakers() {
        return List.of(kitchen, window);
    }

    Programme programme() {
        return programme;
    }

    String bridgeAddress() {
        return lab.bridge().address(0);
    }

    /** From nothing: the Echo pairs within the window, and each speaker is found and added. */
    void pairAll() throws IOException {
        program.tell("bridge:pair");
        echo.pair(bridgeAddress());
        echo.connect(bridgeAddress(), 5);
        add(kitchen);
        add(window);
    }

    /** Finds a speaker, adds it, and waits until it is connected. */
    void add(SpeakerDevice speaker) throws IOException {
        find(speaker);
        program.tell("bridge:add " + speaker.address());
        program.awaitDevice(speaker.name(), "streaming", LIMIT_MS);
    }

    void find(SpeakerDevice speaker) throws IOException {
        program.tell("bridge:scan");
        program.awaitDevice(speaker.name(), speaker.address(), LIMIT_MS);
    }

    /** Begins to play; returns how many packets that will be. */
    int play(double seconds) throws IOException {
        return echo.play(MUSIC, seconds, 0);
    }

    /** Waits until all is played and has arrived; returns the share of a processor that the bridge's guest took. */
    double playedOut(int packets, int seconds, GuestCpu cpu) throws IOException {
        long beganNs = lab.world().guest().monotonicNs();
        double before = cpu.seconds();
        for (SpeakerDevice speaker : speakers()) {
            speaker.awaitPackets(packets - 100, seconds * 1_000L + LIMIT_MS);
        }
        lab.world().awaitEvent(Map.of("device", "Echo", "event", "played"), 0, LIMIT_MS);
        double share = (cpu.seconds() - before) * 1e9 / (lab.world().guest().monotonicNs() - beganNs);
        // What is under way arrives.
        lab.bridge().pause(1_000);
        return share;
    }

    /** What a speaker received from its n-th packet on. */
    List<Recording.Packet> received(SpeakerDevice speaker, int from) throws IOException {
        List<Recording.Packet> all = speaker.received().packets();
        return all.subList(Math.min(from, all.size()), all.size());
    }

    int count(SpeakerDevice speaker) throws IOException {
        return speaker.received().packets().size();
    }

    @Override
    public void close() throws IOException {
        lab.close();
    }
}
