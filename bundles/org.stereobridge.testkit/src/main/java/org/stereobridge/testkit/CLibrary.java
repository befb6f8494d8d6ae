package org.stereobridge.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** C libraries that a test compiles, such as one that has a codec's name and another ABI. */
public final class CLibrary {

    private CLibrary() {
    }

    /** Whether gcc is there to compile them. */
    public static boolean canCompile() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc")));
    }

    /**
     * Compiles a shared library of this name.
     *
     * @param source C
     */
    public static Path compile(Path folder, String name, String source) throws IOException, InterruptedException {
        Path code = Files.writeString(folder.resolve(name + ".c"), source);
        Path library = folder.resolve(name);
        Path messages = folder.resolve(name + ".txt");
        Process gcc = new ProcessBuilder(List.of("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(),
                code.toString())).redirectErrorStream(true).redirectOutput(messages.toFile()).start();
        if (gcc.waitFor() != 0) {
            throw new IOException("gcc: " + Files.readString(messages));
        }
        return library;
    }
}
