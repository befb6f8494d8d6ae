package org.stereobridge.simulator.internal.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.codec.StreamConfig;
import org.stereobridge.simulator.internal.RecordingWindow;
import org.stereobridge.simulator.internal.RefusedException;
import org.stereobridge.simulator.internal.scenario.Scenario;
import org.stereobridge.simulator.internal.scenario.ScenarioEvent;

/** All files that a run writes: the programme's, by the Echo, and the speakers', by the recorder. */
final class RecordingSession {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingSession.class);
    private static final long MOST_FRAMES = WavWriter.MAX_BYTES / (2 * WavWriter.SAMPLE_BYTES);

    private final int rateHz;
    private final RecordingFiles files;
    private final RecordingGate programmeGate;
    private final RecordingGate speakerGate;
    private final WavWriter programme;
    private final List<SpeakerTape> tapes = new ArrayList<>();
    private final Recorder recorder;

    /** @param streams the speakers' */
    RecordingSession(WorldSettings settings, List<StreamConfig> streams, Consumer<Exception> failed)
            throws RefusedException, RecordingException {
        Scenario scenario = settings.scenario();
        rateHz = settings.music().rateHz();
        double echoHz = rateHz * (1 + scenario.echo().clockPpm() * 1e-6);
        programmeGate = new RecordingGate(echoHz, settings.hourlySeconds(), rateHz, MOST_FRAMES);
        speakerGate = new RecordingGate(rateHz, settings.hourlySeconds(), rateHz, MOST_FRAMES);
        files = RecordingFiles.in(settings.folder(), scenario);
        checkSpace(settings);
        makeFolder(settings.folder());
        programme = new WavWriter(files.programme(), 2, rateHz);
        for (int i = 0; i < streams.size(); i++) {
            Scenario.Speaker speaker = scenario.speakers().get(i);
            StreamConfig stream = streams.get(i);
            tapes.add(new SpeakerTape(settings.codecs().peers()::decoder, stream, rateHz,
                    (speaker.latencyMs() + speaker.bufferMs() + stepsMs(scenario, i)) * 1e6, speakerGate,
                    new WavWriter(files.speakers().get(i), 1, rateHz)));
        }
        recorder = new Recorder(tapes, failed);
    }

    /** How much later a speaker becomes in the end. */
    private static double stepsMs(Scenario scenario, int speaker) {
        return scenario.events().stream()
                .filter(event -> event.what() == ScenarioEvent.What.LATENCY_STEP && event.speaker() == speaker)
                .mapToDouble(ScenarioEvent::amount).sum();
    }

    private void checkSpace(WorldSettings settings) throws RefusedException {
        double seconds = settings.seconds();
        if (Double.isNaN(seconds)) {
            if (settings.music().frames() < 0) {
                return;
            }
            seconds = (double) settings.music().frames() / rateHz;
        }
        long frames = speakerGate.lengths(Math.round(seconds * rateHz)).stream().mapToLong(Long::longValue).sum();
        Path folder = settings.folder();
        if (frames >= MOST_FRAMES) {
            throw new RefusedException(RefusedException.CANNOT_WRITE,
                    "a recording of " + Math.round(seconds) + " s does not fit a WAV file", folder.toString(),
                    "give --record-hourly 60 or --no-recording");
        }
        long bytes = frames * WavWriter.SAMPLE_BYTES * (2 + files.speakers().size());
        // As the operating system tells it; Java's FileStore is not found in a chroot. 0 where it does not.
        long freeBytes = existing(folder).toFile().getUsableSpace();
        if (freeBytes > 0 && bytes > freeBytes) {
            throw new RefusedException(RefusedException.CANNOT_WRITE,
                    "recordings need " + bytes / 1_000_000 + " MB and " + freeBytes / 1_000_000 + " MB are free",
                    folder.toString(), "give another --out, fewer --seconds, or --no-recording");
        }
    }

    /** Made last, so that a run that is refused leaves none behind. */
    private static void makeFolder(Path folder) throws RefusedException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotWrite(folder);
        }
    }

    private static Path existing(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static RefusedException cannotWrite(Path folder) {
        return new RefusedException(RefusedException.CANNOT_WRITE, "output folder cannot be written",
                folder.toString(), "give another --out");
    }

    Recorder recorder() {
        return recorder;
    }

    WavWriter programme() {
        return programme;
    }

    RecordingGate programmeGate() {
        return programmeGate;
    }

    RecordingFiles files() {
        return files;
    }

    /** Leaves no files behind, once Echo and recorder have ended. */
    void delete() {
        try {
            close();
        } catch (RecordingException e) {
            LOG.debug("Closing what is deleted anyway", e);
        }
        try {
            Files.deleteIfExists(files.programme());
            for (Path file : files.speakers()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("Recordings are left behind: {}", e.toString());
        }
    }

    /** Completes the files, once Echo and recorder have ended. */
    List<RecordingWindow> close() throws RecordingException {
        List<RecordingWindow> windows = new ArrayList<>();
        long frame = 0;
        for (long length : speakerGate.lengths(tapes.get(0).frames())) {
            int window = windows.size();
            windows.add(new RecordingWindow((double) speakerGate.start(window) / rateHz, frame, length,
                    programmeGate.start(window)));
            frame += length;
        }
        RecordingException failure = null;
        try (programme) {
            programme.fit(frame);
        } catch (RecordingException e) {
            failure = e;
        }
        for (SpeakerTape tape : tapes) {
            try {
                tape.close();
            } catch (RecordingException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return windows;
    }
}
