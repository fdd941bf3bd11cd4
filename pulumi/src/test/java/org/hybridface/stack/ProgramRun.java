// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A run of the program in its own JVM, with the environment Pulumi's language host gives it.
 *
 * @param exitCode of the process
 * @param text     what it printed, both streams
 */
record ProgramRun(int exitCode, String text) {

    private static final long LONGEST_MINUTES = 3;

    /** Runs {@link App#main} with some settings: key without the project's name, value as text or JSON, ... */
    static ProgramRun main(FakeEngine engine, Path folder, String... keysAndValues) throws Exception {
        return run(engine, folder, List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path")), App.class.getName()), keysAndValues);
    }

    /** Runs a command as the language host does: in pulumi/, with the engine's address in the environment. */
    static ProgramRun run(FakeEngine engine, Path folder, List<String> command, String... keysAndValues) throws Exception {
        Path output = Files.createTempFile(folder, "run", ".txt");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PULUMI_"));
        builder.environment().putAll(Map.of(
                "PULUMI_MONITOR", engine.address(),
                "PULUMI_ENGINE", engine.address(),
                "PULUMI_PROJECT", Settings.PROJECT,
                "PULUMI_STACK", "test",
                "PULUMI_DRY_RUN", String.valueOf(engine.preview()),
                "PULUMI_PARALLEL", "8",
                "PULUMI_CONFIG", config(keysAndValues),
                "PULUMI_CONFIG_SECRET_KEYS", "[]"));
        // The same local repository as the build that runs this test; surefire knows it.
        Optional.ofNullable(System.getProperty("localRepository"))
                .ifPresent(repository -> builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository));
        Process process = builder.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + LONGEST_MINUTES + " minutes:\n" + Files.readString(output));
        }
        return new ProgramRun(process.exitValue(), Files.readString(output));
    }

    private static String config(String... keysAndValues) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("aws:region", FakeAws.REGION);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String key = keysAndValues[i];
            values.put(key.contains(":") ? key : Settings.PROJECT + ":" + key, keysAndValues[i + 1]);
        }
        return OrderedJson.text(values);
    }
}
