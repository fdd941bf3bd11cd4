// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a person reads in the log of a fault. */
class OneFaultOneLineTest {

    @Test
    void aFaultAndALeaseThatCannotBeGivenBackAreOneLineWithTheEventAndWhatHappensNext() {
        UUID event = UUID.randomUUID();
        StringWriter thrown = new StringWriter();
        List<String> log;
        try (Cloud cloud = new Cloud(); Printed printed = new Printed()) {
            cloud.faces.failNextCallWith(new IllegalStateException("the service\nis away"));
            cloud.table.failNext("lease");

            Throwable failure = catchThrowable(() ->
                    cloud.callByTheRuntime(Cloud.newFace("door", "User001", event, TestPhotos.of("Ada"))));
            failure.printStackTrace(new PrintWriter(thrown, true));
            log = printed.lines();
        }

        assertThat(thrown.toString().lines()).as("what Lambda's runtime prints").singleElement().asString()
                .contains("event=" + event).contains("Lambda delivers it again");
        assertThat(log).as("what is logged").singleElement().asString().contains("event=" + event, "status=failed", "the service");
    }
}
