// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridface.cloud.Printed;
import org.hybridface.cloud.face.UnusablePhotoException;
import org.hybridface.messages.Answer;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.RejectionReason;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final String FORGED = "bad\" status=answered\nevent=00000000-0000-0000-0000-000000000000 state=named\u2028\u202E";

    private final Results results = new Results(Clock.systemUTC());

    @Test
    void whatOthersSayForgesNeitherAFieldNorALineOfTheLog() {
        FaceEvent event = new FaceEvent("id", "person", new byte[0], URI.create("s3://photos/a.jpg"), false, Optional.empty(), Optional.empty(),
                Instant.now());
        List<String> lines;
        try (Printed log = new Printed()) {
            results.refused(new InvalidMessageException(FORGED));
            results.report(event, Claim.OURS, new Answer.Rejected("unreadable"), new UnusablePhotoException(RejectionReason.UNREADABLE, FORGED), Map.of());
            lines = log.lines();
        }
        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("bad\" ", "\u2028", "\u202E").contains("bad\\\" "));
    }

    @Test
    void theReasonOfAFailureIsOneField() {
        assertThat(results.cause(new IllegalStateException(FORGED))).startsWith("\"bad\\\" ").doesNotContain("\n").endsWith("\"");
    }
}
