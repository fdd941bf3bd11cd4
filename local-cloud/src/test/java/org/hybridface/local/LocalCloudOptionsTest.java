// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hybridface.local.LocalCloudSettings.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given to Maven arrives, and what cannot be meant is told. */
class LocalCloudOptionsTest {

    @TempDir
    Path folder;

    private String zip;

    @BeforeEach
    void zip() throws IOException {
        zip = Files.createFile(folder.resolve("function.zip")).toString();
    }

    private LocalCloudSettings settings(String name, String value) {
        return LocalCloudOptions.settings(Map.of("local.lambda.zip", zip, name, value)::get);
    }

    @Test
    void whatIsGivenIsTaken() {
        assertThat(settings("local.keep", "true").state()).isEqualTo(State.KEPT);
        assertThat(settings("local.keep", "").state()).isEqualTo(State.FRESH);
        assertThat(settings("local.mqtt.port", "0").ports().mqtt()).isZero();
        assertThat(settings("local.retry.millis", "20").retryPause()).hasMillis(20);
        assertThat(settings("local.concurrency", "3").concurrency()).isEqualTo(3);
        assertThat(settings("local.function-environment", "ALERT_TOPIC=arn:aws:sns:x; FACES_URL=http://h/?a=b").stack().function().environment())
                .containsEntry("ALERT_TOPIC", "arn:aws:sns:x").containsEntry("FACES_URL", "http://h/?a=b").containsKey("PHOTO_BUCKET");
    }

    @ParameterizedTest
    @CsvSource({
        "local.mqtt.port,     abc,    give a whole number from 0 to 65535",
        "local.s3.port,       99999,  give a whole number from 0 to 65535",
        "local.s3.port,       9001,   give each its own",
        "local.concurrency,   0,      give a whole number from 1 to 100",
        "local.keep,          yes,    give false or true",
        "local.faults,        1,      give false or true",
        "local.match-by,      user,   give faces or users",
        "local.function-environment, alert=x, give NAME=value in capitals",
        "local.function-environment, MATCH_BY=users, is set already",
        "local.retry.millis,  1s,     give a whole number",
        "local.lambda.zip,    none,   build it with mvn package"})
    void whatCannotBeMeantIsToldWithWhatToGive(String name, String value, String says) {
        assertThatThrownBy(() -> LocalCloudOptions.settings(option -> option.equals(name) ? value : option.equals("local.lambda.zip") ? zip : null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(name).hasMessageContaining(says);
    }

    /** Maven hands on what its pom names, and drops the rest. */
    @Test
    void thePomHandsOnEveryOption() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(LocalCloudOptions.names()).allSatisfy(name -> assertThat(pom).contains("<argument>-D" + name + "=${" + name + "}</argument>"));
    }
}
