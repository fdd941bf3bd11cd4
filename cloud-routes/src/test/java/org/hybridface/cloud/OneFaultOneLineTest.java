// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a person reads in the log of a fault. */
class OneFaultOneLineTest {

    @Test
    void aFaultAndALeaseThatCannotBeGivenBackAreOneLineWithTheEventAndWhatHappensNext() {
        UUID event = UUID.randomUUID();
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        StringWriter thrown = new StringWriter();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (Cloud cloud = new Cloud()) {
            cloud.faces.failNextCallWith(new IllegalStateException("the service\nis away"));
            cloud.table.failNext("lease");

            Throwable failure = catchThrowable(() ->
                    cloud.callByTheRuntime(Cloud.newFace("door", "User001", event, TestPhotos.of("Ada"))));
            failure.printStackTrace(new PrintWriter(thrown, true));
        } finally {
            System.setOut(before);
        }

        assertThat(thrown.toString().lines()).as("what Lambda's runtime prints").singleElement().asString()
                .contains("event=" + event).contains("Lambda delivers it again");
        assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.contains("status=failed"))).as("what is logged besides").isEmpty();
    }
}
