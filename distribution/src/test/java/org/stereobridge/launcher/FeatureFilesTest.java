package org.stereobridge.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureFilesTest {

    @TempDir
    private Path home;
    private FeatureFiles files;

    @BeforeEach
    void lay() throws IOException {
        files = new FeatureFiles(home);
        Files.createDirectory(home.resolve("features"));
        Files.createDirectory(home.resolve("bundles"));
        for (String name : List.of("one", "com.two", "extension")) {
            Files.createFile(bundle(name));
        }
    }

    @Test
    void shouldListBundlesOfAllFeaturesOnce() throws Exception {
        write("a", "{\"id\": \"g:extension:1\"}, {\"id\": \"g:one:1.0\", \"start-level\": 20}");
        write("b", "{\"id\": \"g:one:1.0\", \"start-level\": 20},"
                + "{\"id\": \"g:two:2\", \"symbolic-name\": \"com.two\", \"start-level\": 30}");

        List<FeatureFiles.Entry> entries = files.read(List.of("a", "b")).bundles();

        assertEquals(List.of(new FeatureFiles.Entry(bundle("extension"), 0), new FeatureFiles.Entry(bundle("one"), 20),
                new FeatureFiles.Entry(bundle("com.two"), 30)), entries);
    }

    @Test
    void shouldReadPropertiesOfFramework() throws Exception {
        Files.writeString(home.resolve("features/a.json"), """
                {"feature-resource-version": "1.0", "id": "g:a:1", "extensions": {"framework-launching-properties":
                {"kind": "mandatory", "json": {"packages": "a;version=1,b", "level": 3}}}}""");

        assertEquals(Map.of("packages", "a;version=1,b", "level", "3"), files.read(List.of("a")).properties());
    }

    @Test
    void shouldNameMissingBundle() throws IOException {
        write("a", "{\"id\": \"g:gone:1\", \"start-level\": 20}");

        assertProblem("bundles/gone.jar: is missing");
    }

    @Test
    void shouldNameMissingFeature() {
        assertProblem("features/a.json: cannot be read");
    }

    @Test
    void shouldNameBrokenFeature() throws IOException {
        write("a", "{\"id\": ");

        assertProblem("features/a.json: cannot be read");
    }

    private Path bundle(String symbolicName) {
        return home.resolve("bundles").resolve(symbolicName + ".jar");
    }

    private void write(String name, String bundles) throws IOException {
        Files.writeString(home.resolve("features").resolve(name + ".json"),
                "{\"feature-resource-version\": \"1.0\", \"id\": \"g:" + name
                        + ":1\", \"bundles\": [" + bundles + "]}");
    }

    private void assertProblem(String words) {
        Problem problem = assertThrows(Problem.class, () -> files.read(List.of("a")));

        assertEquals(70, problem.exitCode());
        assertTrue(problem.getMessage().contains(words), problem.getMessage());
    }
}
