package org.stereobridge.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.stereobridge.benchmarks.SbcChain.Part;

/** A process that takes the stream through a part of the chain whenever it is told to, and tells what it cost. */
final class Contestant implements AutoCloseable {

    /** @param allocatedBytes a frame, 0 where the process does not tell */
    record Cost(double cpuUs, double allocatedBytes) {
    }

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    Contestant(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** What a codecFrame cost in one run through the stream. */
    Cost run(Part part) throws IOException {
        commands.print(part.command() + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(process.info().command().orElse("the process") + " ended before its time");
        }
        String[] figures = answer.split(" ");
        double frames = Double.parseDouble(figures[0]);
        double allocated = figures.length > 2 ? Double.parseDouble(figures[2]) : 0;
        return new Cost(Double.parseDouble(figures[1]) / 1e3 / frames, allocated / frames);
    }

    /** Ends the process and waits for its end. */
    @Override
    public void close() {
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
