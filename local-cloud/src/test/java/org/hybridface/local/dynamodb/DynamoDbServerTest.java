// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridface.local.access.TestAccess.ADMIN;
import static org.hybridface.local.access.TestAccess.ROLE;
import static org.hybridface.local.access.TestAccess.STACK;
import static org.hybridface.local.access.TestAccess.STRANGER;
import static org.hybridface.local.access.TestAccess.WRONG_SECRET;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.hybridface.local.access.CallCounter;
import org.hybridface.local.access.TestAccess;
import org.hybridface.local.http.AccessKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbServerTest {

    static DynamoDbServer server;
    static CallCounter calls = TestAccess.counter();

    @BeforeAll
    static void start() throws IOException {
        server = DynamoDbServer.start(0, STACK.region(), STACK.account(), TestAccess.KEYS, calls, Clock.systemUTC());
        try (DynamoDbClient admin = as(ADMIN)) {
            FaceTable.create(admin, STACK);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static DynamoDbClient as(AccessKey key) {
        return TestAccess.client(DynamoDbClient.builder(), server.endpoint(), key);
    }

    @Test
    void theTableIsTheStacks() {
        try (DynamoDbClient admin = as(ADMIN)) {
            var table = admin.describeTable(request -> request.tableName(STACK.table().name())).table();
            assertThat(table.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
            assertThat(admin.describeTimeToLive(request -> request.tableName(STACK.table().name())).timeToLiveDescription().attributeName())
                    .isEqualTo("expiresAt");
            assertThat(admin.getItem(get -> get.tableName(STACK.table().name()).key(key("person#ada"))).item().get("name").s())
                    .isEqualTo("Ada");
        }
    }

    @Test
    void aRepeatedCreationFindsTheTableOfTheFirst() {
        try (DynamoDbClient admin = as(ADMIN)) {
            String stream = admin.describeTable(request -> request.tableName(STACK.table().name())).table().latestStreamArn();
            assertThat(FaceTable.create(admin, STACK)).isEqualTo(stream);
        }
    }

    @Test
    void whatIsKeptIsThereAtTheNextStartAndItsStreamGoesOnWhereItBegan(@TempDir Path folder) throws IOException {
        String stream;
        try (DynamoDbServer first = kept(folder); DynamoDbClient admin = TestAccess.client(DynamoDbClient.builder(), first.endpoint(), ADMIN)) {
            stream = FaceTable.create(admin, STACK);
            admin.updateItem(update -> update.tableName(STACK.table().name()).key(key("person#ada")).updateExpression("SET #n = :n")
                    .expressionAttributeNames(Map.of("#n", "name")).expressionAttributeValues(Map.of(":n", AttributeValue.fromS("Countess"))));
        }

        try (DynamoDbServer second = kept(folder); DynamoDbClient admin = TestAccess.client(DynamoDbClient.builder(), second.endpoint(), ADMIN);
                DynamoDbStreamsClient streams = TestAccess.client(DynamoDbStreamsClient.builder(), second.endpoint(), ADMIN)) {
            assertThat(FaceTable.create(admin, STACK)).isEqualTo(stream);
            assertThat(admin.getItem(get -> get.tableName(STACK.table().name()).key(key("person#ada"))).item().get("name").s())
                    .isEqualTo("Countess");
            String shard = streams.describeStream(request -> request.streamArn(stream)).streamDescription().shards().get(0).shardId();
            String begin = streams.getShardIterator(request -> request.streamArn(stream).shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
            assertThat(streams.getRecords(request -> request.shardIterator(begin)).records())
                    .anyMatch(record -> record.dynamodb().newImage().get("name").s().equals("Countess"));
        }
    }

    private static DynamoDbServer kept(Path folder) throws IOException {
        return DynamoDbServer.start(0, STACK.region(), STACK.account(), TestAccess.KEYS, calls, Clock.systemUTC(), Optional.of(folder));
    }

    @Test
    void theRecogniserPutsOnceAndGets() {
        try (DynamoDbClient role = as(ROLE)) {
            var item = Map.of("id", AttributeValue.fromS("event#1"), "text", AttributeValue.fromS("Jürgen ".repeat(1000)));
            role.putItem(put -> put.tableName(STACK.table().name()).item(item).conditionExpression("attribute_not_exists(id)"));
            assertThatThrownBy(() -> role.putItem(
                    put -> put.tableName(STACK.table().name()).item(item).conditionExpression("attribute_not_exists(id)")))
                    .isInstanceOf(ConditionalCheckFailedException.class);
            assertThat(role.getItem(get -> get.tableName(STACK.table().name()).key(key("event#1"))).item()).isEqualTo(item);
            assertThat(calls.count(ROLE.principal(), "dynamodb:GetItem")).isEqualTo(1);
        }
    }

    @Test
    void theRecogniserMayNotDoWhatItsPolicyDoesNotSay() {
        try (DynamoDbClient role = as(ROLE)) {
            assertThatThrownBy(() -> role.deleteTable(delete -> delete.tableName(STACK.table().name())))
                    .isInstanceOf(DynamoDbException.class).hasMessageContaining("dynamodb:DeleteTable").hasMessageContaining("not authorized");
            assertThatThrownBy(() -> role.getItem(get -> get.tableName("another").key(key("x"))))
                    .isInstanceOf(DynamoDbException.class).hasMessageContaining("not authorized");
        }
    }

    @Test
    void wrongKeysAreRefused() {
        for (AccessKey key : new AccessKey[] {STRANGER, WRONG_SECRET}) {
            try (DynamoDbClient client = as(key)) {
                assertThatThrownBy(client::listTables).isInstanceOf(DynamoDbException.class);
            }
        }
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }
}
