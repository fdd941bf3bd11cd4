// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void withoutAnyValueTheDefaultsHold() {
        Settings settings = SomeSettings.defaults();

        assertThat(settings.devices()).containsExactly(new Device("camera-1", Optional.empty()));
        assertThat(settings.matchThreshold()).isEqualTo(90);
        assertThat(settings.people()).isEmpty();
        assertThat(settings.lambdaZip()).isEqualTo(Path.of("../cloud-routes/target/cloud-routes.zip"));
        assertThat(settings.devicesMayName()).isFalse();
        assertThat(settings.keepData()).isFalse();
        assertThat(settings.key()).isEqualTo(new KeyChoice.AwsOwned());
        assertThat(settings.revokedDevices()).isEmpty();
        assertThat(settings.greengrass()).isFalse();
    }

    @Test
    void aDeviceThatKeepsItsKeyIsGivenWithItsRequest() {
        Settings settings = SomeSettings.with("devices", "[\"door\",\"yard=devices/yard.csr\"]");

        assertThat(settings.devices()).containsExactly(
                new Device("door", Optional.empty()),
                new Device("yard", Optional.of(Path.of("../devices/yard.csr"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "devices | [\"front door\"] | devices: 'front door' is not a thing name; use letters",
        "devices | [\"a\",\"a\"] | devices: 'a' stands there twice",
        "revoked-devices | [\"camera-2\"] | revoked-devices: 'camera-2' is not one of 'devices'; did you mean 'camera-1'?",
        "revoked-devices | [\"door\"] | revoked-devices: 'door' is not one of 'devices'; leave it under 'devices', too",
        "kms-key | mykey | kms-key: 'mykey' is not a key; give none, own, or an ARN like arn:aws:kms:",
        "kms-key | Own | kms-key: 'Own' is not a key; did you mean 'own'?",
        "kms-key | alias/faces | kms-key: 'alias/faces' is an alias; give the key's own ARN",
        "kms-key | arn:aws:kms:eu-west-1:123456789012:alias/faces | kms-key: 'arn:aws:kms:eu-west-1:123456789012:alias/faces' is an alias",
        "kms-key | arn:aws:kms:eu-west-1:123456789012:key/* | kms-key: 'arn:aws:kms:eu-west-1:123456789012:key/*' is not a key; give",
        "people | [\"../etc\"] | people: '../etc' is not the name of a folder",
        "people | [\"\"] | people: '' is not a name",
        "people | [\"Ada\",\"ada\"] | people: 'Ada' and 'ada' get the same id ada",
        "match-threshold | 101 | match-threshold: 101 is out of range; give 0 to 100",
        "match-threshold | -1 | match-threshold: -1 is out of range; give 0 to 100",
        "match-by | user | match-by: 'user' is nothing a face is compared with; did you mean 'users'?",
        "function-environment | [\"alert=x\"] | function-environment: 'alert=x' is no variable; give NAME=value in capitals",
        "function-environment | [\"AWS_REGION=x\"] | function-environment: 'AWS_REGION' is Lambda's own; give it another name",
        "function-environment | [\"A_B=1\",\"A_B=2\"] | function-environment: 'A_B' stands there twice",
        "search-quality | low | search-quality: 'low' is not a quality filter; did you mean 'LOW'?",
        "enrol-quality | BEST | enrol-quality: 'BEST' is not a quality filter; give one of [NONE",
        "photo-days | 7.5 | photo-days: '7.5' is not a whole number; give one like 30",
        "keep-data | yes | keep-data: 'yes' is neither true nor false; give one of the two",
        "people | Ada | people: 'Ada' is not a list; set its members with",
        "people | [{}] | people: '[{}]' is not a list; set its members with",
        "photo-days | 0 | photo-days: 0 is out of range; give 1 to 3650",
        "unnamed-face-days | 0 | unnamed-face-days: 0 is out of range",
        "event-days | 0 | event-days: 0 is out of range",
        "sweep | on | sweep: 'on' is nothing the sweeper does; give one of [report, delete]",
        "sweep-days | 0 | sweep-days: 0 is out of range; give 1 to 30",
        "log-days | 2 | log-days: 2 is out of range; give one of [1, 3, 5, 7",
        "lambda-memory-mb | 128 | lambda-memory-mb: 128 is out of range; give 512 to 10240",
        "lambda-timeout-seconds | 901 | lambda-timeout-seconds: 901 is out of range; give 5 to 900",
        "rekognition-calls-per-day | 0 | rekognition-calls-per-day: 0 is out of range",
        "budget-usd-per-month | 0 | budget-usd-per-month: 0 is out of range",
        "alarm-email | nobody | alarm-email: nobody is not a mail address; give one, or nothing",
        "greengrass-version | 1 | greengrass-version: 1 is not a version; give one like 1.2.3",
    })
    void aWrongValueIsNamedWithWhatToDo(String key, String value, String text) {
        assertThatThrownBy(() -> SomeSettings.with(key, value))
                .isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("hybrid-face-recognition:" + text);
    }

    /** A line of its own for each of Pulumi's, whatever the value holds. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "devices | [\"front\\ndoor\"] | devices: 'frontU+000Adoor' is not a thing name; use letters",
        "devices | [\"door=a\\u0000.csr\"] | devices: 'aU+0000.csr' is not a path; give one like devices/camera-1.csr",
        "kms-key | a\\nb | kms-key: 'aU+000Ab' is not a key; give none, own",
        "alarm-email | a\\u2028b | alarm-email: aU+2028b is not a mail address",
        "search-quality | LOW\\n | search-quality: 'LOWU+000A' is not a quality filter",
        "people | a\\nb | people: 'aU+000Ab' is not a list",
        "people-folder | a\\u0000b | people-folder: 'aU+0000b' is not a path; give one like people",
        "lambda-zip | a\\u0000b | lambda-zip: 'aU+0000b' is not a path"})
    void aValueOfSeveralLinesIsNamedInOne(String key, String value, String text) {
        // In a list JSON reads the escapes; elsewhere YAML did.
        String given = value.startsWith("[") ? value : value.replace("\\u0000", "\0").replace("\\u2028", "\u2028").replace("\\n", "\n");
        assertThatThrownBy(() -> SomeSettings.with(key, given)).isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("hybrid-face-recognition:" + text).message().doesNotContainPattern("[\\n\\u0000\\u2028]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "", "camera-1", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"})
    void whatIsNotACertificateRequestIsNotSentToAws(String content, @TempDir Path folder) throws IOException {
        Device door = new Device("door", Optional.of(Files.writeString(folder.resolve("door.csr"), content)));
        assertThatThrownBy(door::readRequest).isInstanceOf(BadSettingException.class).hasMessageContaining("door.csr is not one certificate request")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void aMissingZipIsNamedWithTheCommandThatBuildsIt() {
        assertThatThrownBy(() -> SomeSettings.with("lambda-zip", "nowhere/face.zip").requireArtifacts())
                .hasMessageContaining("lambda-zip: ")
                .hasMessageContaining("nowhere/face.zip is missing")
                .hasMessageContaining("mvn package");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "eu-centrall-1 | 'eu-centrall-1' is not a region; did you mean 'eu-central-1'?",
        "eu-central | 'eu-central' is not a region; did you mean 'eu-central-1'?",
        "us-esat-1 | 'us-esat-1' is not a region; did you mean 'us-east-1'?",
        "Frankfurt | 'Frankfurt' is not a region; give one of [ap-northeast-1, ",
        "'' | '' is not a region; give one of [ap-northeast-1, ",
        "eu-north-1 | Rekognition or AWS IoT Core was not offered in eu-north-1 when this was written; give one of [ap-northeast-1, "})
    void aRegionIsOneWithAllTheServices(String region, String text) {
        assertThatThrownBy(() -> Region.require(Optional.of(region))).isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("aws:region: " + text);
    }

    @Test
    void aRegionWithAllTheServicesOrNonePasses() {
        Region.WITH_ALL_SERVICES.forEach(region -> Region.require(Optional.of(region)));
        Region.require(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "keepdata | did you mean 'keep-data'?",
        "photo-day | did you mean 'photo-days'?",
        "colour | Pulumi.yaml lists them all"})
    void aSettingThatDoesNotExistIsRefused(String key, String text) {
        assertThatThrownBy(() -> SomeSettings.with(key, "1"))
                .hasMessage("hybrid-face-recognition:" + key + ": there is no such setting; " + text);
    }

    @Test
    void aSettingOfAMisspeltProjectIsRefused() {
        assertThatThrownBy(() -> new SettingReader(null).requireNoOthers(List.of("aws:profile", "pulumi:tags", "hybrid-face:people")))
                .hasMessage("hybrid-face:people: there is no such setting; those of this project begin with 'hybrid-face-recognition:'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada\\nGrace", "Ada\\u2028", "Ada\\u202egp", "A\\u200bda", "A\\u2066da", "\\ufeffAda", "Ad\\u00ada", "Ada\\u0000"})
    void aNameHoldsNothingThatCannotBeSeen(String name) {
        assertThatThrownBy(() -> SomeSettings.with("people", "[\"" + name + "\"]"))
                .hasMessageStartingWith("hybrid-face-recognition:people: '").hasMessageContaining("a character that cannot be seen; give");
    }

    @Test
    void aKeyOfAnotherRegionIsRefused() {
        KeyChoice elsewhere = KeyChoice.parse("arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab");

        elsewhere.requireRegion("eu-west-1");
        assertThatThrownBy(() -> elsewhere.requireRegion("eu-central-1")).hasMessage("hybrid-face-recognition:kms-key: "
                + "the key lies in eu-west-1 and the stack in eu-central-1; give a key of eu-central-1");
    }

    @Test
    void asManyDevicesAsAreAllowedFitIntoTheRolesPolicy() {
        String longest = IntStream.range(0, 36).mapToObj(number -> "\"" + "x".repeat(126) + "%02d\"".formatted(number))
                .collect(Collectors.joining(",", "[", "]"));

        String policy = (String) Graph.of(SomeSettings.with("devices", longest, "kms-key", "own")).named("RolePolicy", "recogniser")
                .inputs().get("policy");

        assertThat(policy).as("IAM's limit of a role's inline policies").hasSizeLessThan(10_240);
        assertThatThrownBy(() -> SomeSettings.with("devices", longest.replace("]", ",\"one-more\"]")))
                .hasMessageContaining("devices: 37 devices; at most 36");
    }
}
