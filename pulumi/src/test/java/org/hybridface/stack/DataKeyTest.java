// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hybridface.stack.Graph.Declared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies under the customer's key, and who may use it. */
class DataKeyTest {

    private static final String GIVEN = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String OWN = "arn:aws:kms:eu-central-1:123456789012:key/face-memory";

    /**
     * What a service asks of KMS in the name of its caller, by the start of the caller's action; the longest start counts. S3 user guide,
     * "Using server-side encryption with AWS KMS keys"; DynamoDB developer guide, "Encryption at rest: how it works" (the table's key is
     * opened for each caller, for reads and writes); SQS developer guide, "Key management" (a producer needs both).
     */
    private static final Map<String, Set<String>> NEEDED = Map.ofEntries(
            Map.entry("s3:GetObject", Set.of("kms:Decrypt")),
            Map.entry("s3:PutObject", Set.of("kms:GenerateDataKey")),
            Map.entry("s3:DeleteObject", Set.of()),
            Map.entry("s3:ListBucket", Set.of()),
            Map.entry("dynamodb:", Set.of("kms:Decrypt")),
            Map.entry("dynamodb:Describe", Set.of()),
            Map.entry("dynamodb:ListStreams", Set.of()),
            Map.entry("dynamodb:GetShardIterator", Set.of()),
            Map.entry("sqs:SendMessage", Set.of("kms:Decrypt", "kms:GenerateDataKey")),
            Map.entry("sqs:ReceiveMessage", Set.of("kms:Decrypt")),
            Map.entry("sqs:DeleteMessage", Set.of()),
            Map.entry("sqs:ChangeMessageVisibility", Set.of()),
            Map.entry("sqs:GetQueue", Set.of()));

    private static Graph with(String key) {
        return Graph.of(SomeSettings.with("kms-key", key, "devices-may-name", "true", "people", "[\"Ada\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "own", GIVEN})
    void whoMayUseTheDataMayUseItsKeyForThatAndForNothingElse(String key) {
        Graph graph = with(key);

        for (Declared policy : policies(graph)) {
            assertThat(granted(policy)).as("%s of %s", "what the policy grants", policy.name())
                    .isEqualTo(key.equals("none") ? Set.of() : needed(policy));
        }
    }

    /** Without this the test above could pass with rules that match nothing. */
    @Test
    void theRolesAndTheOperatorNeedWhatTheirServicesAsk() {
        Graph graph = with("own");

        assertThat(granted(graph.named("RolePolicy", "recogniser"))).containsExactly(
                "kms:Decrypt dynamodb", "kms:Decrypt s3", "kms:Decrypt sqs", "kms:GenerateDataKey s3", "kms:GenerateDataKey sqs");
        assertThat(granted(graph.named("RolePolicy", "rule-errors"))).containsExactly("kms:Decrypt sqs", "kms:GenerateDataKey sqs");
        assertThat(granted(graph.named("iam/policy:Policy", "face-operator"))).containsExactly("kms:Decrypt dynamodb");
        assertThat(granted(graph.one("iot/policy:Policy"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", GIVEN})
    void everyRightIsForTheOneKeyAndThroughOneOfTheServices(String key) {
        String arn = key.equals("own") ? OWN : key;

        assertThat(policies(with(key)).stream().flatMap(policy -> kms(policy).stream())).hasSize(5).allSatisfy(statement -> {
            assertThat(statement.getAsJsonArray("Resource")).hasToString("[\"" + arn + "\"]");
            assertThat(services(statement)).isNotEmpty().allMatch(service -> service.matches("[a-z0-9]+\\.eu-central-1\\.amazonaws\\.com"));
        });
    }

    @Test
    void theKeyIsRotatedAndTheAccountAndOneLogGroupMayUseIt() {
        Declared key = with("own").one("Key");

        assertThat(key.inputs()).containsEntry("enableKeyRotation", true).containsEntry("deletionWindowInDays", 30.0);
        List<JsonElement> statements = key.document("policy").getAsJsonArray("Statement").asList();
        assertThat(statements).hasSize(2);
        assertThat(statements.get(0)).hasToString("{\"Sid\":\"DecideByIam\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":[\"kms:*\"],\"Resource\":[\"*\"]}");
        JsonObject logs = statements.get(1).getAsJsonObject();
        assertThat(logs.get("Principal")).hasToString("{\"Service\":\"logs.eu-central-1.amazonaws.com\"}");
        assertThat(logs.get("Condition")).hasToString("{\"ArnEquals\":{\"kms:EncryptionContext:aws:logs:arn\":"
                + "\"arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/face-recogniser\"}}");
        assertThat(logs.get("Action").toString()).doesNotContain("*").doesNotContain("CreateGrant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", GIVEN})
    void photosTableFailuresAndLogLieUnderTheKey(String key) {
        String arn = key.equals("own") ? OWN : key;
        Graph graph = with(key);

        assertThat(graph.one("BucketServerSideEncryptionConfigurationV2").inputs().get("rules")).isEqualTo(List.of(Map.of(
                "bucketKeyEnabled", true,
                "applyServerSideEncryptionByDefault", Map.of("sseAlgorithm", "aws:kms", "kmsMasterKeyId", arn))));
        assertThat(graph.one("Table").inputs()).containsEntry("serverSideEncryption", Map.of("enabled", true, "kmsKeyArn", arn));
        assertThat(graph.one("Queue").inputs()).containsEntry("kmsMasterKeyId", arn).doesNotContainKey("sqsManagedSseEnabled");
        assertThat(graph.one("LogGroup").inputs()).containsEntry("kmsKeyId", arn);
        assertThat(graph.outputs()).containsEntry("dataKey", arn);
        assertThat(graph.all("Key")).hasSize(key.equals("own") ? 1 : 0);
    }

    @Test
    void withoutAKeyNothingNamesOne() {
        assertThat(with("none").resources()).noneMatch(resource -> resource.inputs().toString().toLowerCase().contains("kms"));
        assertThat(with("none").outputs()).doesNotContainKey("dataKey");
    }

    private static List<Declared> policies(Graph graph) {
        List<Declared> all = new ArrayList<>(graph.all("RolePolicy"));
        all.addAll(graph.all("Policy"));
        return all;
    }

    /** {@code <kms action> <service>} of every data action that the policy allows. */
    private static Set<String> needed(Declared policy) {
        Set<String> needed = new TreeSet<>();
        statements(policy).stream().flatMap(statement -> strings(statement.getAsJsonArray("Action")).stream())
                .filter(action -> action.matches("(s3|dynamodb|sqs):.*"))
                .forEach(action -> rule(action).forEach(kms -> needed.add(kms + " " + action.substring(0, action.indexOf(':')))));
        return needed;
    }

    private static Set<String> rule(String action) {
        Optional<String> start = NEEDED.keySet().stream().filter(action::startsWith)
                .max((one, other) -> Integer.compare(one.length(), other.length()));
        assertThat(start).as("what %s asks of KMS is known to this test", action).isPresent();
        return NEEDED.get(start.orElseThrow());
    }

    private static Set<String> granted(Declared policy) {
        Set<String> granted = new TreeSet<>();
        kms(policy).forEach(statement -> strings(statement.getAsJsonArray("Action")).forEach(action ->
                services(statement).forEach(service -> granted.add(action + " " + service.substring(0, service.indexOf('.'))))));
        return granted;
    }

    private static List<String> services(JsonObject statement) {
        return strings(statement.getAsJsonObject("Condition").getAsJsonObject("StringEquals").getAsJsonArray("kms:ViaService"));
    }

    private static List<JsonObject> kms(Declared policy) {
        return statements(policy).stream().filter(statement -> statement.get("Action").toString().contains("kms:")).toList();
    }

    private static List<JsonObject> statements(Declared policy) {
        return policy.document("policy").getAsJsonArray("Statement").asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    private static List<String> strings(Iterable<JsonElement> list) {
        List<String> strings = new ArrayList<>();
        list.forEach(member -> strings.add(member.getAsString()));
        return strings;
    }
}
