// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * The real {@code main()} in processes of its own, talking gRPC to an engine as under {@code pulumi up}: one preview, then the
 * same update twice, each from scratch.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineTest {

    private static final String KEY_TEXT = "secret of the test";

    private Path folder;
    private FakeEngine preview;
    private FakeEngine update;
    private FakeEngine again;
    private ProgramRun previewRun;
    private ProgramRun updateRun;

    @BeforeAll
    void runTheProgram(@TempDir Path given) throws Exception {
        folder = given;
        Path people = Files.createDirectories(folder.resolve("people/Ada"));
        Files.writeString(people.resolve("1.jpg"), "not looked into here");
        String[] everything = {
            "devices", "[\"camera-1\",\"camera-2\"]",
            "devices-may-name", "true",
            "people", "[\"Ada\"]",
            "people-folder", folder.resolve("people").toString(),
            "alarm-email", "ops@example.org",
            "keep-data", "true",
            "kms-key", "own",
            "revoked-devices", "[\"camera-2\"]",
            "lambda-zip", Files.createFile(folder.resolve("cloud-routes.zip")).toString(),
        };
        preview = new FakeEngine(true);
        update = new FakeEngine(false);
        again = new FakeEngine(false);
        previewRun = ProgramRun.main(preview, folder, everything);
        updateRun = ProgramRun.main(update, folder, everything);
        ProgramRun.main(again, folder, everything);
    }

    @AfterAll
    void stopTheEngines() {
        preview.close();
        update.close();
        again.close();
    }

    @Test
    void aPreviewRunsWithoutAComplaint() {
        assertRanQuietly(preview, previewRun);
    }

    @Test
    void anUpdateRunsWithoutAComplaint() {
        assertRanQuietly(update, updateRun);
    }

    private static void assertRanQuietly(FakeEngine engine, ProgramRun run) {
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(engine.complaints()).isEmpty();
        assertThat(run.text()).as("what a user would see beside Pulumi's own lines").isEmpty();
        assertThat(engine.registered()).hasSizeGreaterThan(45);
        assertThat(engine.stackOutputs().getFieldsMap()).containsKeys("devices", "iotEndpoint", "photoBucket");
    }

    @Test
    void anUpdateCreatesWhatThePreviewShowed() {
        assertThat(inputs(preview).keySet()).isEqualTo(inputs(update).keySet());
    }

    @Test
    void inAPreviewWhatAwsHasNotSaidYetStaysUnknown() {
        assertThat(preview.one("RolePolicy", "recogniser").getObject().getFieldsOrThrow("policy").getStringValue())
                .isEqualTo(FakeEngine.UNKNOWN);
        assertThat(preview.one("TopicRule", "face_recognition_new").getObject().getFieldsOrThrow("sql").getStringValue())
                .startsWith("SELECT");
    }

    @Test
    void twoRunsAskForExactlyTheSame() {
        assertThat(inputs(again)).isEqualTo(inputs(update));
    }

    private static Map<String, Struct> inputs(FakeEngine engine) {
        return engine.registered().stream().collect(Collectors.toMap(
                request -> request.getType() + " " + request.getName(), RegisterResourceRequest::getObject,
                (one, two) -> one, TreeMap::new));
    }

    @Test
    void aPrivateKeyTravelsOnlyAsASecret() {
        Value devices = update.stackOutputs().getFieldsOrThrow("devices");

        assertThat(devices.getStructValue().getFieldsOrThrow(FakeEngine.SIGNATURE).getStringValue())
                .as("the output 'devices' is marked").isEqualTo(FakeEngine.SECRET);
        assertThat(devices.toString()).contains(KEY_TEXT);
        assertThat(update.stackOutputs().getFieldsMap()).allSatisfy((name, value) -> {
            if (!name.equals("devices")) {
                assertThat(value.toString()).doesNotContain(KEY_TEXT);
            }
        });
        assertThat(update.registered()).allSatisfy(request ->
                assertThat(request.getObject().toString()).doesNotContain(KEY_TEXT));
        assertThat(updateRun.text()).doesNotContain(KEY_TEXT);
    }

    @Test
    void learnedNamesAreSafeFromTheNextUpdate() {
        assertThat(update.one("TableItem", "person-ada").getIgnoreChangesList()).containsExactly("item");
    }

    @Test
    void whateverHoldsDataOrGuardsItIsProtectedWhenDataIsKept() {
        assertThat(update.registered()).filteredOn(request -> request.getCustom() && !request.getProtect())
                .extracting(RegisterResourceRequest::getParent)
                .as("what is not protected").allMatch(parent -> parent.endsWith("::recogniser") || parent.endsWith("::watch"));
        assertThat(update.registered()).filteredOn(RegisterResourceRequest::getProtect).extracting(RegisterResourceRequest::getType)
                .contains("aws:s3/bucketV2:BucketV2", "aws:s3/bucketPolicy:BucketPolicy",
                        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "aws:dynamodb/table:Table",
                        "aws:rekognition/collection:Collection", "aws:iot/certificate:Certificate", "aws:iot/policy:Policy",
                        "aws:iot/policyAttachment:PolicyAttachment", "aws:s3/bucketObjectv2:BucketObjectv2",
                        "aws:dynamodb/tableItem:TableItem", "aws:kms/key:Key");
    }

    @Test
    void aDestroyOfKeptDataRefusesBeforeItDeletesAnything() {
        assertThat(update.destroy()).isEmpty();
    }

    @Test
    void theLambdaWaitsForItsRightsAndAnEnrolmentForItsPhoto() {
        assertThat(update.one("Function", "face-recogniser").getDependenciesList()).contains(
                FakeEngine.urn("aws:iam/rolePolicy:RolePolicy", "recogniser"),
                FakeEngine.urn("aws:cloudwatch/logGroup:LogGroup", "recogniser"));
        assertThat(update.registered()).filteredOn(request -> request.getType().endsWith(":Invocation")).singleElement()
                .satisfies(request -> assertThat(request.getDependenciesList()).anyMatch(urn -> urn.contains("BucketObjectv2")));
    }

    @Test
    void everyResourceHangsUnderItsConcern() {
        assertThat(update.registered()).filteredOn(RegisterResourceRequest::getCustom)
                .allSatisfy(request -> assertThat(request.getParent()).as(request.getName()).contains("hybridface:stack:"));
        assertThat(update.registered()).filteredOn(request -> request.getType().startsWith("hybridface:stack:"))
                .extracting(RegisterResourceRequest::getName)
                .containsExactlyInAnyOrder("face-memory", "recogniser", "people", "devices", "watch", "kept-data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "lambda-zip | none.zip | hybrid-face-recognition:lambda-zip: | none.zip is missing; build it with 'mvn package'",
        "match-threshold | high | hybrid-face-recognition:match-threshold: | 'high' is not a whole number",
        "kms-key | arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab | hybrid-face-recognition:kms-key: | "
                + "the key lies in eu-west-1",
        "keep-data | yes | hybrid-face-recognition:keep-data: | 'yes' is neither true nor false",
        "people | Ada | hybrid-face-recognition:people: | 'Ada' is not a list",
        "foto-days | 7 | hybrid-face-recognition:foto-days: | did you mean 'photo-days'?",
        "devices | [\"yard=nowhere.csr\"] | hybrid-face-recognition:devices: | cannot read the certificate request",
        "aws:region | eu-centrall-1 | aws:region: | did you mean 'eu-central-1'?"})
    void aBadSettingIsOneLineAndNothingElse(String key, String value, String start, String text) throws Exception {
        try (FakeEngine engine = new FakeEngine(true)) {
            ProgramRun run = ProgramRun.main(engine, folder, "lambda-zip", folder.resolve("cloud-routes.zip").toString(), key, value);

            assertThat(engine.complaints()).singleElement().asString().startsWith("ERROR: " + start).contains(text)
                    .doesNotContain("\n");
            assertThat(run.text()).as("what a user would see beside that line").isEmpty();
            assertThat(run.exitCode()).as("what tells Pulumi that everything was said").isEqualTo(32);
            assertThat(engine.registered()).filteredOn(RegisterResourceRequest::getCustom).as("nothing was asked for").isEmpty();
        }
    }
}
