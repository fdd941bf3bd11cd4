// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;

/** {@code bin/edge export}, {@code erase} and {@code receipt}: what somebody wants to know of one person, or have gone. The first two talk to the device that runs here. */
public final class PersonMain {

    static final int EXIT_FAILED = 1;
    static final int EXIT_MISUSED = 2;
    static final int EXIT_OPEN = 3;

    private static final int WAIT_SECONDS = 60;
    private static final int LONGEST_WAIT_SECONDS = 86_400;

    private PersonMain() {
    }

    /** Something that whoever typed the command can do otherwise. */
    static final class MisusedException extends Exception {

        private static final long serialVersionUID = 1;

        MisusedException(String message) {
            super(message, null, false, false);
        }
    }

    /** Bounds the words of {@code bin/edge}: the command, and its one or two. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            return args[0].equals("receipt") ? ReceiptCheck.run(Path.of(args[1]), Path.of(args[2]), out) : atDevice(args, out);
        } catch (MisusedException | InvalidOptionException e) {
            err.println("edge: " + e.getMessage());
            return EXIT_MISUSED;
        } catch (IOException | RuntimeException e) {
            err.println("edge: " + Problem.inOneLine(e));
            return EXIT_FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_FAILED;
        }
    }

    private static int atDevice(String[] args, PrintStream out) throws IOException, InterruptedException, MisusedException {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            DeviceOptions.own().give(context);
            Options options = new Options(context);
            PersonCommands commands = new PersonCommands(DevicePage.of(options), options.requiredPath("edge.data.dir"), options.requiredText("edge.thing"), out);
            if (args[0].equals("export")) {
                List<Path> cloud = given("person.cloud").stream().flatMap(String::lines).map(Path::of).toList();
                return commands.export(args[1], Optional.of(args[2]).filter(file -> !file.isEmpty()).map(Path::of), cloud);
            }
            return commands.erase(args[1], given("person.by"), PersonMain::confirmed, wait(given("person.wait")));
        }
    }

    private static Optional<String> given(String property) {
        return Optional.ofNullable(System.getProperty(property)).filter(text -> !text.isBlank());
    }

    private static int wait(Optional<String> given) throws MisusedException {
        try {
            int seconds = given.map(Integer::parseInt).orElse(WAIT_SECONDS);
            if (seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw new MisusedException("--wait=" + given.get() + ": give seconds, from 0 to " + LONGEST_WAIT_SECONDS);
        }
        throw new MisusedException("--wait=" + given.orElse("") + ": give seconds, from 0 to " + LONGEST_WAIT_SECONDS);
    }

    /** By {@code --yes}, or typed where somebody sits at a terminal. */
    private static boolean confirmed(String whom) {
        if (Boolean.getBoolean("person.yes")) {
            return true;
        }
        Console console = System.console();
        return console != null && "yes".equals(console.readLine("Erase %s everywhere? Nobody can undo it. Type yes: ", whom));
    }
}
