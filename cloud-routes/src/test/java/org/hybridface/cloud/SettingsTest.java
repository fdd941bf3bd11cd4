// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

    private final Map<String, String> environment = new HashMap<>(
            Map.of("PHOTO_BUCKET", "photos", "FACE_TABLE", "faces", "COLLECTION_ID", "people"));

    @Test
    void whatIsNotSetHasItsDefault() {
        Settings settings = Settings.fromEnvironment(environment);

        assertThat(settings.get(Setting.MATCH_THRESHOLD)).isEqualTo("90");
        assertThat(settings.days(Setting.UNNAMED_FACE_DAYS)).isEqualTo(Duration.ofDays(30));
        assertThat(settings.days(Setting.EVENT_DAYS)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aMissingVariableIsNamedWithWhatItIsFor() {
        environment.remove("FACE_TABLE");

        assertThatThrownBy(() -> Settings.fromEnvironment(environment))
                .hasMessageContaining("FACE_TABLE is not set: DynamoDB table");
    }

    @ParameterizedTest
    @CsvSource({"MATCH_THRESHOLD, 101", "MATCH_THRESHOLD, -1", "MATCH_THRESHOLD, high", "UNNAMED_FACE_DAYS, 0",
        "EVENT_DAYS, 1.5", "SEARCH_QUALITY, BEST", "PHOTO_BUCKET, s3://photos", "COLLECTION_ID, a b"})
    void aWrongValueIsRefusedWithItsName(String name, String value) {
        environment.put(name, value);

        assertThatThrownBy(() -> Settings.fromEnvironment(environment)).hasMessageContaining(name + "=" + value);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void theReadmeListsEveryVariableWithItsDefault(Setting setting) throws IOException {
        String row = "| `%s` | %s | %s |".formatted(setting, setting.defaultValue().map(value -> "`" + value + "`")
                .orElse("must be set"), setting.description());

        assertThat(Files.readString(Path.of(System.getProperty("project.root"), "cloud-routes", "README.md"))).contains(row);
    }
}
