package org.stereobridge.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.stereobridge.benchmarks.SbcChain.Part;

/**
 * The SBC chain as a process of its own, the Java side of {@code chain.c}: each line on standard input (decode, encode
 * or chain) takes the whole file once through that part; the answer is the frames, the CPU time in ns and the bytes
 * allocated.
 */
final class ChainProcess {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ChainProcess() {
    }

    public static void main(String[] arguments) throws IOException {
        SbcChain chain = SbcChain.of(Path.of(arguments[0]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        int checksum = 0;
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            Part part = Part.valueOf(command.toUpperCase(Locale.ROOT));
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long startNs = THREADS.getCurrentThreadCpuTime();
            int frames = chain.run(part);
            long cpuNs = THREADS.getCurrentThreadCpuTime() - startNs;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            checksum += chain.checksum();
            System.out.println(frames + " " + cpuNs + " " + allocated);
        }
        System.err.println("checksum " + checksum);
    }
}
