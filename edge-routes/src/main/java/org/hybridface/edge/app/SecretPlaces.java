// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.hybridface.edge.print.Masked;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.store.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where secrets may stand: neither on the command line, which everybody on the machine reads, nor in a file that others can read. */
final class SecretPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(SecretPlaces.class);

    /** Of the Java runtime itself, which takes some of its secrets by -D only. */
    private static final List<String> OF_JAVA = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private SecretPlaces() {
    }

    /**
     * Whatever the option: a password in the address of a camera is as secret as one of its own.
     *
     * @param given what was given with -D
     * @throws InvalidOptionException for the first that holds a secret; the text says where to write it
     */
    static void refuseOnTheCommandLine(Properties given) {
        given.stringPropertyNames().stream().sorted()
                .filter(name -> OF_JAVA.stream().noneMatch(name::startsWith))
                .filter(name -> holdsSecret(name + "=" + given.getProperty(name)))
                .findFirst().ifPresent(name -> {
                    throw new InvalidOptionException(name + " is given with -D and holds a secret, which others read in the list of processes: give "
                            + "it as the environment variable " + OptionNames.variable(name) + " or as a line of application.properties");
                });
    }

    /** Says of a file with a secret in it, as a whole or in a line, that others can read it. */
    static void tellOfOpen(String what, Path file) {
        try {
            if (Files.isRegularFile(file) && !DurableFile.isPrivate(file)) {
                LOG.warn("event=secret-open option={} file={} Others on this machine can read it: chmod 600 the file", what, Quoted.value(file.toString()));
            }
        } catch (IOException e) {
            LOG.debug("the rights of {} are not known", file, e);
        }
    }

    /** The same of the device's own options, when there is a secret among them. */
    static void tellOfOpenOptions(Optional<Path> properties) {
        properties.ifPresent(file -> {
            try {
                if (Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream().filter(line -> !line.startsWith("#")).anyMatch(SecretPlaces::holdsSecret)) {
                    tellOfOpen("application.properties", file);
                }
            } catch (IOException e) {
                LOG.debug("{} is not read here", file, e);
            }
        });
    }

    private static boolean holdsSecret(String line) {
        return !Masked.of(line).equals(line);
    }
}
