// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.explain.Explanation;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.explain.NothingKnownException;
import org.hybridface.edge.print.Masked;
import org.hybridface.messages.DeviceKey;

/**
 * {@code bin/edge explain <key or event id>}: prints the life of one face from the device's journal. Reads the same options as the
 * device, starts nothing and changes nothing, so the device may run meanwhile.
 */
public final class ExplainMain {

    private static final int EXIT_NOTHING_KNOWN = 1;
    private static final int EXIT_BAD_OPTION = 2;

    private ExplainMain() {
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        if (args.length != 1 || args[0].isBlank()) {
            System.err.println("edge: give the key or the event id of one face: bin/edge explain User001");
            return EXIT_BAD_OPTION;
        }
        try {
            System.out.print(Masked.of(Explanation.of(dataDirectory(DeviceOptions.own()).resolve(FaceJournal.DIRECTORY), asked(args[0]))));
            return 0;
        } catch (NothingKnownException e) {
            System.err.println("edge: " + e.getMessage());
            return EXIT_NOTHING_KNOWN;
        } catch (IOException | RuntimeException e) {
            System.err.println("edge: the journal cannot be read: " + Problem.inOneLine(e) + "; run this as the device's user, with its edge.data.dir");
            return EXIT_BAD_OPTION;
        }
    }

    /** The cloud's log and table name a key with its incarnation. */
    private static String asked(String text) {
        return DeviceKey.isValid(text) ? DeviceKey.parse(text).key() : text;
    }

    /** As the device resolves it: -D and the environment first, then the file, then the default. */
    private static Path dataDirectory(DeviceOptions own) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            own.give(context);
            return new Options(context).requiredPath("edge.data.dir");
        }
    }
}
