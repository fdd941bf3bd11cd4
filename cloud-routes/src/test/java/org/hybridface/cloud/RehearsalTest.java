// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTest {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setProperty("aws.region", "us-east-1");
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(before);
        System.clearProperty("aws.region");
    }

    @ParameterizedTest
    @ValueSource(strings = {"faces", "users"})
    void oneUnknownFaceGoesAllTheWayWithoutANetwork(String matchBy) {
        Rehearsal.run(Settings.fromEnvironment(Map.of("PHOTO_BUCKET", "photos", "FACE_TABLE", "faces", "COLLECTION_ID", "people", "MATCH_BY", matchBy)),
                Clock.systemUTC());

        assertThat(log.toString(StandardCharsets.UTF_8)).contains("thing=rehearsal").contains("state=enrolled");
    }

    @Test
    void itIsDueOnlyBeforeASnapshot() {
        assertThat(Rehearsal.isDue(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"))).isTrue();
        assertThat(Rehearsal.isDue(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"))).isFalse();
        assertThat(Rehearsal.isDue(Map.of())).isFalse();
    }
}
