// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the function prints from now on: on Lambda that is its log. */
public final class Printed implements AutoCloseable {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    public Printed() {
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    public List<String> lines() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
