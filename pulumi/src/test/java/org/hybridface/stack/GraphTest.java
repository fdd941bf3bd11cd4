// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hybridface.stack.Graph.Declared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program asks the engine for. */
class GraphTest {

    private final Graph graph = Graph.of(SomeSettings.defaults());

    @Test
    void thePhotoBucketIsPrivateEncryptedAndForgets() {
        assertThat(graph.one("BucketPublicAccessBlock").inputs()).containsAllEntriesOf(Map.of("blockPublicAcls", true,
                "blockPublicPolicy", true, "ignorePublicAcls", true, "restrictPublicBuckets", true));
        assertThat(graph.one("BucketOwnershipControls").block("rule")).containsEntry("objectOwnership", "BucketOwnerEnforced");
        assertThat(graph.one("BucketServerSideEncryptionConfigurationV2").inputs().toString()).contains("sseAlgorithm=AES256");
        assertThat(graph.one("BucketLifecycleConfigurationV2").inputs().toString())
                .contains("prefix=faces/}, expiration={days=30.0}").doesNotContain("prefix=people/");
    }

    @Test
    void theBucketRefusesWhoeverComesWithoutTls() {
        JsonObject statement = statements(graph.one("BucketPolicy"), "policy").get(0);

        assertThat(statement.get("Effect").getAsString()).isEqualTo("Deny");
        assertThat(statement.getAsJsonObject("Condition")).hasToString("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
        assertThat(strings(statement.get("Resource"))).containsExactly("arn:aws:s3:::face-photos", "arn:aws:s3:::face-photos/*");
    }

    @Test
    void theTableIsPaidPerRequestBackedUpAndStreamsBothImages() {
        assertThat(graph.one("Table").inputs()).containsAllEntriesOf(Map.of("hashKey", "id", "billingMode", "PAY_PER_REQUEST",
                "streamEnabled", true, "streamViewType", "NEW_AND_OLD_IMAGES",
                "pointInTimeRecovery", Map.of("enabled", true),
                "ttl", Map.of("attributeName", "expiresAt", "enabled", true)));
    }

    @Test
    void theLambdaStartsFromASnapshotOnArm() {
        assertThat(graph.one("Function").inputs()).containsAllEntriesOf(Map.of("runtime", "java21",
                "architectures", List.of("arm64"), "publish", true, "snapStart", Map.of("applyOn", "PublishedVersions"),
                "memorySize", 1769.0, "timeout", 30.0, "name", "face-recogniser"));
        assertThat(graph.named("Alias", "latest").inputs()).containsEntry("functionVersion", "1");
        assertThat(graph.one("LogGroup").inputs())
                .containsEntry("name", "/aws/lambda/face-recogniser").containsEntry("retentionInDays", 30.0);
    }

    @Test
    void whateverFailsForGoodEndsInTheQueue() {
        String queue = (String) graph.one("Queue").added().get("arn");

        assertThat(graph.all("FunctionEventInvokeConfig")).extracting(config -> config.inputs().get("qualifier"))
                .as("every alias that is called asynchronously").containsExactly("latest", "operator", "sweep");
        assertThat(graph.all("FunctionEventInvokeConfig")).allSatisfy(config -> assertThat(config.inputs())
                .containsEntry("maximumRetryAttempts", 2.0)
                .containsEntry("destinationConfig", Map.of("onFailure", Map.of("destination", queue))));
        assertThat(graph.named("EventSourceMapping", "name-changed").block("destinationConfig"))
                .isEqualTo(Map.of("onFailure", Map.of("destinationArn", queue)));
        assertThat(graph.all("TopicRule")).isNotEmpty().allSatisfy(rule ->
                assertThat(rule.inputs().get("errorAction").toString()).contains("sqs=").contains("unanswered-faces"));
        assertThat(graph.one("Queue").inputs()).containsEntry("sqsManagedSseEnabled", true);
    }

    @Test
    void onlyTheRuleOfThisAccountMayCallTheAlias() {
        Declared rule = graph.named("TopicRule", "face_recognition_new");

        assertThat(graph.named("Permission", "face_recognition_new").inputs()).isEqualTo(Map.of("action", "lambda:InvokeFunction",
                "function", "face-recogniser", "qualifier", "latest", "principal", "iot.amazonaws.com",
                "sourceArn", rule.added().get("arn"), "sourceAccount", FakeAws.ACCOUNT));
        assertThat(rule.inputs().get("lambdas")).isEqualTo(List.of(Map.of("functionArn", arn("latest"))));
    }

    private String arn(String alias) {
        return (String) graph.named("Alias", alias).added().get("arn");
    }

    @Test
    void everyCallerMayCallItsOwnAliasAndNoOther() {
        Graph all = Graph.of(SomeSettings.with("devices-may-name", "true"));
        Map<String, Set<String>> callers = new TreeMap<>();
        all.all("Permission").forEach(permission -> note(callers,
                "arn:aws:lambda:eu-central-1:123456789012:function:" + permission.inputs().get("function") + ":"
                        + permission.inputs().get("qualifier"), permission.inputs().get("sourceArn")));
        all.all("EventSourceMapping").forEach(mapping ->
                note(callers, (String) mapping.inputs().get("functionName"), mapping.inputs().get("eventSourceArn")));
        policies(all).forEach(policy -> statements(policy, "policy").stream()
                .filter(statement -> statement.get("Action").toString().contains("lambda:"))
                .forEach(statement -> strings(statement.get("Resource"))
                        .forEach(alias -> note(callers, alias, policy.added().get("arn")))));

        assertThat(callers).isEqualTo(Map.of(
                arn("latest"), Set.of("arn:aws:iot:eu-central-1:123456789012:rule/face_recognition_emptied",
                        "arn:aws:iot:eu-central-1:123456789012:rule/face_recognition_erase",
                        "arn:aws:iot:eu-central-1:123456789012:rule/face_recognition_erased",
                        "arn:aws:iot:eu-central-1:123456789012:rule/face_recognition_name",
                        "arn:aws:iot:eu-central-1:123456789012:rule/face_recognition_correct",
                        "arn:aws:iot:eu-central-1:123456789012:rule/face_recognition_new"),
                arn("table"), Set.of("arn:aws:dynamodb:eu-central-1:123456789012:table/faces/stream/2026-01-01T00:00:00.000"),
                arn("redrive"), Set.of("arn:aws:sqs:eu-central-1:123456789012:unanswered-faces"),
                arn("sweep"), Set.of("arn:aws:events:eu-central-1:123456789012:rule/sweep"),
                arn("operator"), Set.of("arn:aws:iam::123456789012:policy/face-operator")));
        assertThat(all.all("TopicRule")).allSatisfy(rule ->
                assertThat(rule.inputs().get("lambdas")).isEqualTo(List.of(Map.of("functionArn", arn("latest")))));
    }

    private static void note(Map<String, Set<String>> callers, String alias, Object caller) {
        callers.computeIfAbsent(alias, any -> new TreeSet<>()).add((String) caller);
    }

    @Test
    void whoIsInNoHurryCallsCodeThatNeedsNoSnapshot() {
        assertThat(graph.all("Alias")).extracting(alias -> alias.name() + " " + alias.inputs().get("functionVersion"))
                .containsExactly("latest 1", "operator $LATEST", "redrive $LATEST", "sweep $LATEST", "table $LATEST");
    }

    @Test
    void theFailureQueueIsDeliveredAgainWhenAnOperatorTurnsThatOn() {
        assertThat(graph.named("EventSourceMapping", "redrive").inputs()).containsAllEntriesOf(Map.of("enabled", false,
                "eventSourceArn", graph.one("Queue").added().get("arn"), "functionName", arn("redrive"),
                "functionResponseTypes", List.of("ReportBatchItemFailures")));
        assertThat(graph.one("Queue").inputs()).containsEntry("visibilityTimeoutSeconds", 180.0);
        assertThat(graph.outputs()).containsKey("redriveMapping");
    }

    @Test
    void aScheduleLetsTheSweeperRunEveryHourAndItSaysWhatItWouldDeleteUntilItIsArmed() {
        assertThat(graph.one("EventRule").inputs()).containsEntry("scheduleExpression", "rate(1 hour)");
        assertThat(graph.one("EventTarget").inputs()).containsEntry("arn", arn("sweep")).containsEntry("rule", "sweep")
                .containsEntry("input", "{\"action\":\"sweep\"}");
        assertThat(graph.one("Function").block("environment").get("variables").toString()).contains("SWEEP=report", "SWEEP_DAYS=1");
        assertThat(Graph.of(SomeSettings.with("sweep", "delete", "sweep-days", "3")).one("Function").block("environment").get("variables")
                .toString()).contains("SWEEP=delete", "SWEEP_DAYS=3");
    }

    @Test
    void variablesOfTheOwnersOwnReachTheFunctionAndReplaceNoneOfTheStacks() {
        assertThat(Graph.of(SomeSettings.with("function-environment", "[\"ALERT_TOPIC=arn:aws:sns:x\"]")).one("Function").block("environment").get("variables")
                .toString()).contains("ALERT_TOPIC=arn:aws:sns:x", "PHOTO_BUCKET=");
        assertThatThrownBy(() -> SomeSettings.with("function-environment", "[\"MATCH_BY=users\"]").functionVariables().with(Map.of("MATCH_BY", "faces")))
                .isInstanceOf(BadSettingException.class).hasMessageContaining("'MATCH_BY' is set by the stack");
    }

    @Test
    void matchingUsersTakesRightsAndRecordsThatMatchingFacesDoesNot() {
        Graph users = Graph.of(SomeSettings.with("match-by", "users"));
        assertThat(users.one("Function").block("environment").get("variables").toString()).contains("MATCH_BY=users");
        assertThat(graph.one("Function").block("environment").get("variables").toString()).contains("MATCH_BY=faces");
        assertThat(users.named("EventSourceMapping", "name-changed").inputs().get("filterCriteria").toString())
                .contains("{\"dynamodb\":{\"Keys\":{\"id\":{\"S\":[{\"prefix\":\"person#\"}]}}}}");
        String rights = users.named("RolePolicy", "recogniser").inputs().get("policy").toString();
        assertThat(rights).contains("rekognition:SearchUsersByImage", "rekognition:CreateUser", "rekognition:DeleteUser", "rekognition:AssociateFaces",
                "rekognition:DisassociateFaces");
        assertThat(graph.named("RolePolicy", "recogniser").inputs().get("policy").toString()).doesNotContain("User", "Associate");
        assertThat(users.named("MetricAlarm", "rekognition-calls").inputs().get("dimensions")).isEqualTo(Map.of("Operation", "SearchUsersByImage"));
        assertThat(graph.named("MetricAlarm", "rekognition-calls").inputs().get("dimensions")).isEqualTo(Map.of("Operation", "SearchFacesByImage"));
    }

    @Test
    void onlyFacesThatHaveOrHadANameOrAreGoneWakeTheLambda() {
        assertThat(graph.named("EventSourceMapping", "name-changed").inputs()).extractingByKey("filterCriteria").isEqualTo(Map.of("filters", List.of(
                Map.of("pattern", "{\"dynamodb\":{\"NewImage\":{\"name\":{\"S\":[{\"exists\":true}]},\"personId\":{\"S\":[{\"exists\":true}]}}}}"),
                Map.of("pattern", "{\"dynamodb\":{\"OldImage\":{\"name\":{\"S\":[{\"exists\":true}]},"
                        + "\"personId\":{\"S\":[{\"exists\":true}]}},\"NewImage\":{\"name\":{\"S\":[{\"exists\":false}]}}}}"),
                Map.of("pattern", "{\"dynamodb\":{\"NewImage\":{\"corrected\":{\"S\":[{\"exists\":true}]},\"personId\":{\"S\":[{\"exists\":true}]}}}}"),
                Map.of("pattern", "{\"dynamodb\":{\"OldImage\":{\"personId\":{\"S\":[{\"exists\":true}]}},"
                        + "\"NewImage\":{\"personId\":{\"S\":[{\"exists\":false}]}}}}"))));
    }

    @Test
    void onlyTheRecordsThatFailedComeAgain() {
        assertThat(graph.named("EventSourceMapping", "name-changed").inputs())
                .containsEntry("functionResponseTypes", List.of("ReportBatchItemFailures"))
                .containsEntry("bisectBatchOnFunctionError", true);
    }

    @Test
    void noPolicyHasAStarForAnActionOrAWholeResource() {
        for (Declared policy : policies(graph)) {
            for (JsonObject statement : statements(policy, "policy")) {
                assertThat(strings(statement.get("Action"))).as("%s", policy.name()).noneMatch(action -> action.contains("*"));
                assertThat(strings(statement.get("Resource"))).as("%s", policy.name())
                        .noneMatch(arn -> arn.equals("*")).noneMatch(arn -> arn.contains(":*:") || arn.endsWith(":thing/*"));
            }
        }
    }

    /** Whatever else lies in the bucket is no business of the Lambda: a device's program, say, or somebody's backup. */
    @Test
    void theLambdaTouchesNoPhotoButThoseOfFacesAndPeople() {
        List<JsonObject> onObjects = statements(graph.named("RolePolicy", "recogniser"), "policy").stream()
                .filter(statement -> strings(statement.get("Action")).stream().anyMatch(action -> action.matches("s3:.*Object.*"))).toList();

        assertThat(onObjects).flatExtracting(statement -> strings(statement.get("Action")))
                .containsExactlyInAnyOrder("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject");
        assertThat(onObjects).allSatisfy(statement -> assertThat(strings(statement.get("Resource")))
                .extracting(arn -> arn.substring(arn.indexOf('/') + 1)).containsExactlyInAnyOrder("faces/*", "people/*"));
    }

    private static List<Declared> policies(Graph graph) {
        List<Declared> all = new ArrayList<>(graph.all("RolePolicy"));
        all.addAll(graph.all("Policy"));
        assertThat(all).hasSize(4);
        return all;
    }

    @Test
    void theLambdaAnswersOnlyTheConfiguredCameras() {
        Graph two = Graph.of(SomeSettings.with("devices", "[\"door\",\"yard\"]"));

        JsonObject answer = statements(two.named("RolePolicy", "recogniser"), "policy").stream()
                .filter(statement -> statement.get("Sid").getAsString().equals("AnswerDevices")).findFirst().orElseThrow();
        assertThat(strings(answer.get("Resource"))).containsExactly(
                "arn:aws:iot:eu-central-1:123456789012:thing/door/faces",
                "arn:aws:iot:eu-central-1:123456789012:thing/yard/faces");
    }

    @Test
    void camerasMayNameOnlyWhenTheStackSaysSo() {
        Graph naming = Graph.of(SomeSettings.with("devices-may-name", "true"));
        String topic = "topic/face_recognition/name\"";
        String corrections = "topic/face_recognition/correct\"";

        assertThat(graph.all("TopicRule")).extracting(Declared::name).containsExactly("face_recognition_emptied", "face_recognition_erased",
                "face_recognition_new");
        assertThat(graph.one("iot/policy:Policy").inputs().get("policy").toString()).doesNotContain(topic, corrections);
        assertThat(naming.all("TopicRule")).extracting(Declared::name)
                .containsExactly("face_recognition_correct", "face_recognition_emptied", "face_recognition_erase", "face_recognition_erased",
                        "face_recognition_name", "face_recognition_new");
        assertThat(naming.all("Permission")).extracting(Declared::name).containsExactly("face_recognition_correct", "face_recognition_emptied",
                "face_recognition_erase", "face_recognition_erased", "face_recognition_name", "face_recognition_new", "sweep");
        assertThat(naming.one("iot/policy:Policy").inputs().get("policy").toString()).contains(topic, corrections);
    }

    @Test
    void camerasShareWhomTheyKnowOnlyWhenTheStackHasAFleetKey() {
        Graph sharing = Graph.of(SomeSettings.with("fleet-keys", SomeSettings.FLEET_KEY));

        assertThat(graph.one("iot/policy:Policy").inputs().get("policy").toString()).doesNotContain("known", "seen", "Retain");
        assertThat(graph.outputs()).doesNotContainKey("fleetKeys");
        assertThat(sharing.all("TopicRule")).extracting(Declared::name).containsExactly("face_recognition_emptied", "face_recognition_erased", "face_recognition_new",
                "face_recognition_seen");
        Map<String, List<String>> rights = new TreeMap<>();
        statements(sharing.one("iot/policy:Policy"), "policy").forEach(statement -> strings(statement.get("Action")).forEach(action ->
                rights.computeIfAbsent(action, any -> new ArrayList<>()).addAll(strings(statement.get("Resource")))));
        assertThat(rights.get("iot:RetainPublish")).containsExactly("arn:aws:iot:eu-central-1:123456789012:topic/face_recognition/known/*");
        assertThat(rights.get("iot:Publish")).contains("arn:aws:iot:eu-central-1:123456789012:topic/face_recognition/known/*",
                "arn:aws:iot:eu-central-1:123456789012:topic/face_recognition/seen");
        assertThat(rights.get("iot:Subscribe")).contains("arn:aws:iot:eu-central-1:123456789012:topicfilter/face_recognition/known/+");
        assertThat(sharing.outputs().get("fleetKeys")).isEqualTo(SomeSettings.FLEET_KEY + "\n");
        assertThat(sharing.resources().toString()).as("no resource holds it").doesNotContain(SomeSettings.FLEET_KEY);
    }

    @Test
    void aFleetKeyThatIsNoneIsRefusedWithoutAWordOfIt() {
        for (String bad : List.of("secretsecret", SomeSettings.FLEET_KEY + " c2hvcnQ=", (SomeSettings.FLEET_KEY + " ").repeat(5))) {
            assertThatThrownBy(() -> SomeSettings.with("fleet-keys", bad)).isInstanceOf(BadSettingException.class)
                    .hasMessageContaining("fleet-keys").hasMessageNotContaining(SomeSettings.FLEET_KEY).hasMessageNotContaining("secretsecret");
        }
        assertThat(SomeSettings.with("fleet-keys", SomeSettings.FLEET_KEY).toString()).doesNotContain(SomeSettings.FLEET_KEY);
    }

    @Test
    void everyCameraGetsItsOwnIdentity() {
        Graph two = Graph.of(SomeSettings.with("devices", "[\"door\",\"yard\"]"));

        assertThat(two.all("Thing")).extracting(Declared::name).containsExactly("door", "yard");
        assertThat(two.all("Certificate")).extracting(Declared::name).containsExactly("door", "yard");
        assertThat(two.all("ThingPrincipalAttachment")).hasSize(2);
        assertThat(two.all("PolicyAttachment")).hasSize(2);
        assertThat(two.outputs().get("devices")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("door", "yard");
    }

    @Test
    void aRevokedCamerasCertificateIsInactiveAndNothingIsDeleted() {
        String[] kept = {"devices", "[\"door\",\"yard\"]", "keep-data", "true"};
        Graph before = Graph.of(SomeSettings.with(kept));
        Graph after = Graph.of(SomeSettings.with(kept[0], kept[1], kept[2], kept[3], "revoked-devices", "[\"yard\"]"));

        assertThat(after.named("Certificate", "yard").inputs()).containsEntry("active", false);
        Map<String, Map<String, Object>> differing = inputs(after);
        differing.entrySet().removeAll(inputs(before).entrySet());
        assertThat(differing).as("what differs").containsOnlyKeys("aws:iot/certificate:Certificate yard");
        assertThat(inputs(after)).as("what is there").containsOnlyKeys(inputs(before).keySet().toArray(String[]::new));
        assertThat(after.outputs()).containsEntry("revokedDevices", List.of("yard"));
        assertThat(after.outputs().get("devices")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .as("whose files may be asked for").containsOnlyKeys("door");
    }

    /** By type and name, without files: two archives of one path are not equal. */
    private static Map<String, Map<String, Object>> inputs(Graph graph) {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        graph.resources().forEach(resource -> {
            Map<String, Object> inputs = new TreeMap<>(resource.inputs());
            inputs.remove("code");
            all.put(resource.type() + " " + resource.name(), inputs);
        });
        return all;
    }

    @Test
    void aCameraThatMadeItsOwnKeyIsSentNone(@TempDir Path folder) throws IOException {
        Path request = Files.writeString(folder.resolve("yard.csr"), "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n");

        Graph own = Graph.of(SomeSettings.with("devices", "[\"yard=" + request + "\"]"));

        assertThat(own.one("Certificate").inputs()).containsEntry("csr", "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n");
        assertThat(own.outputs().get("devices").toString()).contains("certificatePem").doesNotContain("privateKeyPem");
    }

    @Test
    void aMissingRequestIsNamed() {
        assertThatThrownBy(() -> Graph.of(SomeSettings.with("devices", "[\"yard=nowhere/yard.csr\"]")))
                .hasStackTraceContaining("devices: cannot read the certificate request")
                .hasStackTraceContaining("nowhere/yard.csr");
    }

    @Test
    void peopleAreSeededAndTheirPhotosEnrolled(@TempDir Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("Ada Lovelace"));
        Files.writeString(own.resolve("front.jpg"), "not looked into here");
        Files.writeString(own.resolve("notes.txt"), "no photo");

        Graph people = Graph.of(SomeSettings.with("people", "[\"Ada Lovelace\",\"Grace\"]", "people-folder", folder.toString()));

        assertThat(people.all("TableItem")).extracting(item -> item.document("item").toString()).containsExactly(
                "{\"id\":{\"S\":\"person#ada-lovelace\"},\"name\":{\"S\":\"Ada Lovelace\"}}",
                "{\"id\":{\"S\":\"person#grace\"},\"name\":{\"S\":\"Grace\"}}");
        String key = (String) people.one("BucketObjectv2").inputs().get("key");
        assertThat(key).matches("people/ada-lovelace/[0-9a-f]{12}\\.jpg");
        assertThat(people.one("Invocation").inputs()).containsEntry("qualifier", "operator");
        assertThat(people.one("Invocation").document("input")).hasToString("{\"action\":\"enrol-person\",\"version\":1,"
                + "\"name\":\"Ada Lovelace\",\"photo\":\"s3://face-photos/" + key + "\"}");
        assertThat(people.outputs()).as("a refusal fails nothing, so it is told")
                .containsEntry("enrolments", Map.of("Ada Lovelace/front.jpg", "{\"status\":\"rejected\",\"reason\":\"no-face\"}"));
    }

    @Test
    void aPngIsAPhotoAndWhatADiskPutsBesideItIsNot(@TempDir Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("Ada"));
        for (String name : new String[] {"a.PNG", "b.jfif", "._a.png", "Thumbs.db", ".DS_Store", "c.heic", "~$a.png"}) {
            Files.writeString(own.resolve(name), name);
        }
        Files.createDirectories(own.resolve("@eaDir"));

        Graph people = Graph.of(SomeSettings.with("people", "[\"Ada\"]", "people-folder", folder.toString()));

        assertThat(people.all("BucketObjectv2")).extracting(photo -> photo.inputs().get("contentType")).containsExactlyInAnyOrder("image/png", "image/jpeg");
        assertThat(people.all("BucketObjectv2")).extracting(photo -> photo.inputs().get("key").toString().replaceAll(".*\\.", ""))
                .containsExactlyInAnyOrder("png", "jpg");
    }

    @Test
    void alarmsWatchErrorsThrottlesAgeQueueAndCost() {
        assertThat(graph.all("MetricAlarm")).extracting(Declared::name).containsExactlyInAnyOrder("recogniser-errors",
                "recogniser-throttles", "recogniser-event-age", "name-changed-age", "unanswered-faces", "rekognition-calls",
                "rule-failures-face_recognition_emptied", "rule-failures-face_recognition_erased",
                "rule-failures-face_recognition_new");
        assertThat(graph.all("MetricAlarm")).allSatisfy(alarm -> assertThat(alarm.inputs())
                .containsEntry("treatMissingData", "notBreaching").containsKey("alarmDescription"));
        assertThat(graph.all("Budget")).isEmpty();
        assertThat(graph.all("TopicSubscription")).isEmpty();
    }

    @Test
    void whoeverGivesAnAddressGetsMail() {
        Graph watched = Graph.of(SomeSettings.with("alarm-email", "ops@example.org", "budget-usd-per-month", "7"));

        assertThat(watched.one("TopicSubscription").inputs()).containsEntry("endpoint", "ops@example.org");
        assertThat(watched.one("Budget").inputs()).containsEntry("limitAmount", "7")
                .extractingByKey("costFilters").hasToString("[{values=[Amazon Rekognition], name=Service}]");
    }

    @Test
    void keptDataCannotBeDestroyed() {
        Graph kept = Graph.of(SomeSettings.with("keep-data", "true"));

        assertThat(kept.one("BucketV2").inputs()).containsEntry("forceDestroy", false);
        assertThat(kept.one("Table").inputs()).containsEntry("deletionProtectionEnabled", true);
        assertThat(graph.one("BucketV2").inputs()).containsEntry("forceDestroy", true);
    }

    private static List<JsonObject> statements(Declared resource, String input) {
        return resource.document(input).getAsJsonArray("Statement").asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    private static List<String> strings(JsonElement list) {
        JsonArray array = list.getAsJsonArray();
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }
}
