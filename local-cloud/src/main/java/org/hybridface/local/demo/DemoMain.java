// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hybridface.local.GivenOptions;
import org.hybridface.local.LastWord;
import org.hybridface.local.OpenFiles;

/** Starts the demo; {@code mvn -q -Pdemo} calls it. Options: see {@link DemoOptions}. */
public final class DemoMain {

    private DemoMain() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        OpenFiles.require();
        LastWord.install();
        // Maven may be stopped without a word to its children.
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        System.exit(run());
    }

    private static int run() throws InterruptedException {
        Optional<String> unknown = GivenOptions.unknown(System.getenv(GivenOptions.COMMAND_LINE), DemoOptions.names());
        if (unknown.isPresent()) {
            System.err.println("The demo cannot go on: " + unknown.get());
            return 1;
        }
        DemoFiles files = new DemoFiles(Path.of(System.getProperty("project.root", "")).toAbsolutePath().normalize());
        try (Demo demo = new Demo(DemoOptions.from(System::getProperty), files, System.out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
            return demo.run();
        } catch (DemoException | IOException e) {
            System.err.println("The demo cannot go on: " + e.getMessage());
            return 1;
        }
    }
}
