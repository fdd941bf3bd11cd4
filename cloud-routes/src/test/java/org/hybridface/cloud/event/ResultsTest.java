// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.RuntimeCamelException;
import org.hybridface.cloud.Printed;
import org.hybridface.cloud.face.UnusablePhotoException;
import org.hybridface.messages.Answer;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.RejectionReason;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final String FORGED = "bad\" status=answered\nevent=00000000-0000-0000-0000-000000000000 state=named\u2028\u202E";

    private static final FaceEvent EVENT = new FaceEvent("id", "person", new byte[0], URI.create("s3://photos/a.jpg"), false, Optional.empty(),
            Optional.empty(), Instant.now());

    private final Results results = new Results(Clock.systemUTC());

    @Test
    void whatOthersSayForgesNeitherAFieldNorALineOfTheLog() {
        List<String> lines;
        try (Printed log = new Printed()) {
            results.refused(new InvalidMessageException(FORGED));
            results.report(EVENT, Claim.OURS, new Answer.Rejected("unreadable"), new UnusablePhotoException(RejectionReason.UNREADABLE, FORGED), Map.of());
            lines = log.lines();
        }
        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("bad\" ", "\u2028", "\u202E").contains("bad\\\" "));
    }

    /** Camel wraps what a bean throws where the bean is asked by an expression, in more than one layer. */
    @Test
    void aFailureIsOneLineWithWhatWasThrownFirstInOneField() {
        RuntimeException wrapped = new RuntimeCamelException(new RuntimeCamelException(new IllegalStateException(FORGED, new IllegalArgumentException("inside"))));
        List<String> lines;
        try (Printed log = new Printed()) {
            results.failed(EVENT, wrapped);
            results.failed(null, new RuntimeCamelException("nothing inside"));
            lines = log.lines();
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("event=id status=failed cause=\"bad\\\" ").doesNotContain("bad\" ", "\u2028", "inside").endsWith("\"");
        assertThat(lines.get(1)).contains("event=unknown status=failed cause=\"nothing inside\"");
    }

    @Test
    void whoDeliversAgainReadsInTheResultWhetherItIsDone() {
        assertThat(Results.isUnderWay(results.underWay(EVENT))).isTrue();
        assertThat(Results.isUnderWay(Results.refused("no-face"))).isFalse();
        assertThat(Results.hasFailures(json("{\"batchItemFailures\":[]}"))).isFalse();
        assertThat(Results.hasFailures(json("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}"))).isTrue();
    }

    @Test
    void aSecondDeliveryIsOneLineToo() {
        List<String> lines;
        try (Printed log = new Printed()) {
            results.report(EVENT, Claim.DONE, new Answer.Rejected("no-face"), null, null);
            results.report(EVENT, Claim.OURS, new Answer.Rejected("no-face"), null, Map.of("store-photo", 7L));
            lines = log.lines();
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("event=id status=duplicate state=rejected");
        assertThat(lines.get(1)).contains("event=id status=rejected", "reason=no-face", "store-photo=7");
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
