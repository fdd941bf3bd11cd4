// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.backup.Backup;
import org.hybridface.edge.backup.BackupRefusedException;
import org.hybridface.edge.backup.DevicePlaces;
import org.hybridface.edge.backup.Restore;

/** {@code bin/edge backup <file>} and {@code bin/edge restore <file>}: a device in one sealed file, and back, on this machine or another. */
public final class BackupMain {

    private static final int EXIT_REFUSED = 1;
    private static final int EXIT_BAD_CALL = 2;

    private static final String PASSWORD = DeviceSettings.BACKUP_PASSWORD;

    /** These name a file, too: one has a place of its own in a backup, the other opens it. */
    private static final Set<String> NOT_INSIDE = Set.of("edge.key.file", PASSWORD + ".file");

    private BackupMain() {
    }

    public static void main(String[] args) {
        System.exit(run(args[0], Path.of(args[1])));
    }

    private static int run(String command, Path file) {
        Path home = DeviceOptions.home().orElseGet(() -> Path.of("").toAbsolutePath());
        try {
            if (command.equals("backup")) {
                DevicePlaces places = places(home, DeviceOptions.own());
                Backup.refuseNonsense(places, file);
                Backup.Written written = Backup.write(places, file, password(DeviceOptions.own(), "Choose a password: "));
                System.out.println(file + " holds this device: " + written.files() + " files, " + written.bytes()
                        + " bytes. Without the password nobody opens it, you neither");
            } else {
                Restore.refuseNonsense(file);
                List<String> done = Restore.read(file, password(DeviceOptions.own(), "Password of the backup: "), home,
                        properties -> places(home, Files.exists(properties) ? DeviceOptions.of(properties) : DeviceOptions.none()));
                done.forEach(one -> System.out.println("restored: " + one));
                System.out.println("Start this device, and the one it was taken from never again: two of one name disturb each other");
            }
            return 0;
        } catch (BackupRefusedException e) {
            System.err.println("edge: " + e.getMessage());
            return EXIT_REFUSED;
        } catch (InvalidOptionException e) {
            System.err.println("edge: " + e.getMessage());
            return EXIT_BAD_CALL;
        } catch (IOException | RuntimeException e) {
            System.err.println("edge: " + Problem.inOneLine(e) + "; run this as a user who may read and write the device's files");
            return EXIT_REFUSED;
        }
    }

    private static DevicePlaces places(Path home, DeviceOptions own) {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            own.give(context);
            Options options = new Options(context);
            Map<String, Path> named = new TreeMap<>();
            OptionCheck.known().stream().filter(option -> option.endsWith(".file") && !NOT_INSIDE.contains(option))
                    .forEach(option -> options.path(option).ifPresent(path -> named.put(option, path)));
            return new DevicePlaces(options.requiredPath("edge.data.dir"), options.requiredPath("outbox.dir"), options.requiredPath("edge.key.file"), home, named);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the option's file, the environment or the options, else typed where nobody sees it. */
    private static String password(DeviceOptions own, String ask) throws BackupRefusedException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            own.give(context);
            Optional<String> given = DeviceSettings.backupPassword(new Options(context));
            if (given.isPresent()) {
                return given.get();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        if (System.console() == null) {
            throw new BackupRefusedException("there is no password: give " + PASSWORD + ".file (a file with nothing else in it) or the environment variable "
                    + OptionNames.variable(PASSWORD) + ", or call this from a terminal");
        }
        return new String(System.console().readPassword(ask));
    }
}
