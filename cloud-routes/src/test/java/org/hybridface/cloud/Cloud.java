// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hybridface.cloud.device.DeviceShadow;
import org.hybridface.cloud.device.FullMailboxException;
import org.hybridface.cloud.eraser.Outside;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.redrive.TableStream;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The function on Amazon's own DynamoDB for one machine, with S3, pool and shadows in memory, and a clock that tests move. */
final class Cloud implements AutoCloseable {

    static final String BUCKET = "photos";
    static final String TABLE = "faces";
    static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:face-recogniser";
    static final Duration TIMEOUT = Duration.ofSeconds(30);
    static final ObjectMapper JSON = new ObjectMapper();

    /** An answer as it reached a device. */
    record Letter(String thing, JsonNode document) {
        JsonNode face(String key) {
            return document.at("/state/desired/faces/" + key);
        }
    }

    final MemoryS3 s3 = new MemoryS3(BUCKET);
    final MemoryFaces faces = new MemoryFaces(s3);
    final List<Letter> letters = new ArrayList<>();
    /** The mailbox of each device, as its shadow's document. */
    final Map<String, ObjectNode> mailboxes = new HashMap<>();
    /** What the broker keeps. */
    final MemoryRetained retained = new MemoryRetained();
    /** Messages of the failure queue. */
    final MemoryFailures failures = new MemoryFailures();
    final AmazonDynamoDBLocal server = DynamoDBEmbedded.create(null, true);
    final DynamoDbClient dynamoDb = server.dynamoDbClient();
    final WatchedTable table = new WatchedTable(dynamoDb);
    final CloudRoutes routes;
    private final FaceHandler handler;
    /** How many answers all mailboxes together still take. */
    int room = Integer.MAX_VALUE;
    /** What happens just after a mailbox was too full. */
    Runnable afterRefusal = () -> { };
    private RuntimeException shadowFailure;
    private Optional<String> requestId = Optional.empty();
    private Instant now = Instant.parse("2026-01-31T10:15:30.123Z");

    Cloud() {
        this(Map.of());
    }

    Cloud(Map<String, String> environment) {
        this(environment, Map.of());
    }

    /** @param edited route files to be read instead of the shipped ones, by name */
    Cloud(Map<String, String> environment, Map<String, String> edited) {
        dynamoDb.createTable(table -> table.tableName(TABLE).billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH))
                .attributeDefinitions(key -> key.attributeName("id").attributeType(ScalarAttributeType.S)));
        Map<String, String> all = new HashMap<>(Map.of(
                "PHOTO_BUCKET", BUCKET, "FACE_TABLE", TABLE, "COLLECTION_ID", "people"));
        all.putAll(environment);
        DeviceShadow shadow = (thing, document) -> {
            Run.about("tell device");
            if (shadowFailure != null) {
                RuntimeException failure = shadowFailure;
                shadowFailure = null;
                throw failure;
            }
            JsonNode told = read(document);
            int answers = (int) told.at("/state/desired/faces").properties().stream().filter(entry -> !entry.getValue().isNull()).count();
            if (answers > room) {
                afterRefusal.run();
                throw new FullMailboxException(thing, new IllegalStateException("413"));
            }
            room -= answers;
            letters.add(new Letter(thing, told));
            deliver(thing, told);
        };
        routes = CloudRoutes.start(Settings.fromEnvironment(all), clock(), s3, table.client(), faces, shadow,
                new Outside(Optional.of(faces), Optional.of(thing -> Optional.ofNullable(mailboxes.get(thing)).map(Cloud::bytes)), Optional.of(retained), Optional.of(failures),
                        faces.persons().filter(vectors -> "users".equals(environment.get("MATCH_BY")))), edited);
        handler = new FaceHandler(routes, new TableStream(server::dynamoDbStreamsClient), clock());
    }

    /** As the shadow service merges: a null takes out. */
    private void deliver(String thing, JsonNode document) {
        ObjectNode shadow = mailboxes.computeIfAbsent(thing, fresh -> JSON.createObjectNode());
        ObjectNode faces = shadow.withObject("/state/desired/faces");
        document.at("/state/desired/faces").properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                faces.remove(entry.getKey());
            } else {
                faces.set(entry.getKey(), entry.getValue());
            }
        });
        shadow.put("version", shadow.path("version").asInt() + 1);
    }

    /** What the IoT rule sends for a new face. */
    static byte[] newFace(String thing, String key, UUID uuid, byte[] photo) {
        NewFace face = new NewFace(uuid, key, Instant.parse("2026-01-31T10:15:30Z"), photo, new PhotoQuality(142, 0.7, -8));
        return fromRule(thing, Topics.NEW_FACE, face.toJson());
    }

    /** What the IoT rule makes of a device's message. */
    static byte[] fromRule(String thing, String topic, byte[] message) {
        return bytes(((ObjectNode) read(message)).put("thing", thing).put("topic", topic));
    }

    /** As an IoT rule calls. */
    JsonNode call(byte[] event) {
        return callAs(Caller.RULES, event);
    }

    JsonNode callAs(Caller caller, byte[] event) {
        return call(FUNCTION + ":" + caller.alias(), event);
    }

    JsonNode call(String functionArn, byte[] event) {
        return read(handler.handle(event, context(functionArn)));
    }

    /** What the IoT rule sends when a device took answers out of its mailbox. */
    static byte[] emptied(String thing) {
        return bytes(JSON.createObjectNode().put("thing", thing).put("topic", Topics.shadowUpdateAccepted(thing)));
    }

    /** As Lambda's runtime calls: what is thrown is what it prints. */
    byte[] callByTheRuntime(byte[] event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), output, context(FUNCTION + ":" + Caller.RULES.alias()));
        return output.toByteArray();
    }

    JsonNode see(String thing, String key, String who) {
        return call(newFace(thing, key, UUID.randomUUID(), TestPhotos.of(who)));
    }

    Letter lastLetter() {
        return letters.get(letters.size() - 1);
    }

    void failNextShadowUpdateWith(RuntimeException failure) {
        shadowFailure = failure;
    }

    Map<String, AttributeValue> item(String id) {
        return dynamoDb.getItem(get -> get.tableName(TABLE).key(Map.of("id", AttributeValue.fromS(id))).consistentRead(true))
                .item();
    }

    void put(Map<String, AttributeValue> item) {
        dynamoDb.putItem(put -> put.tableName(TABLE).item(item));
    }

    Instant now() {
        return now;
    }

    void wait(Duration duration) {
        now = now.plus(duration);
    }

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All calls from now on are tries of one invocation; otherwise each is an invocation of its own. */
    void repeatRequest(String id) {
        requestId = Optional.of(id);
    }

    private Context context(String functionArn) {
        return (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemainingTimeInMillis" -> (int) TIMEOUT.toMillis();
                    case "getInvokedFunctionArn" -> functionArn;
                    case "getAwsRequestId" -> requestId.orElseGet(() -> UUID.randomUUID().toString());
                    default -> null;
                });
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public void close() {
        routes.close();
        server.shutdownNow();
    }
}
