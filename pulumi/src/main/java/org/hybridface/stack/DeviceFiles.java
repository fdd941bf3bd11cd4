// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives an unzipped edge its identity: asks Pulumi for the stack's outputs and writes certificate, key and properties. Arguments:
 * thing name, folder, and optionally a file with the outputs for machines without the Pulumi CLI. How to run it: docs/deploy.md.
 */
public final class DeviceFiles {

    private static final List<String> ASK_PULUMI = List.of("pulumi", "stack", "output", "--json", "--show-secrets");

    private DeviceFiles() {
    }

    public static void main(String[] args) {
        try {
            System.out.print(run(args));
        } catch (DeviceFilesException | IOException e) {
            System.err.println("device files: " + e.getMessage());
            System.exit(1);
        }
    }

    /** @return what was written, one file a line */
    static String run(String... args) throws IOException {
        if (args.length < 2 || args.length > 3) {
            throw new DeviceFilesException("give a thing name, the folder of the unzipped edge, and optionally a file with the "
                    + "output of '" + String.join(" ", ASK_PULUMI) + "'");
        }
        // The folder first: its mistakes are seen before Pulumi is asked for secrets.
        EdgeFolder edge = new EdgeFolder(Path.of(args[1]));
        String json = args.length == 3 ? Files.readString(Path.of(args[2])) : askPulumi();
        StringBuilder text = new StringBuilder();
        edge.give(args[0], StackOutputs.parse(json)).forEach(file -> text.append("wrote ").append(file).append('\n'));
        return text.toString();
    }

    private static String askPulumi() throws IOException {
        Process pulumi;
        try {
            pulumi = new ProcessBuilder(ASK_PULUMI).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new DeviceFilesException("there is no 'pulumi' on the PATH: install the Pulumi CLI, or run '"
                    + String.join(" ", ASK_PULUMI) + "' elsewhere and give its output as a third argument");
        }
        String json = new String(pulumi.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (pulumi.waitFor() != 0) {
                throw new DeviceFilesException("'" + String.join(" ", ASK_PULUMI) + "' failed; it says why above");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceFilesException("stopped while waiting for Pulumi");
        }
        return json;
    }
}
