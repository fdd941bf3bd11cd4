// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hybridface.local.dynamodb.EmbeddedDynamoDb;
import org.hybridface.local.http.HttpRequest;
import org.hybridface.local.http.HttpResponse;

/**
 * Amazon's own DynamoDB for one machine. What it holds of a face before and after a write is the record its stream would carry
 * (NEW_AND_OLD_IMAGES): nobody else writes meanwhile, and a write that changes nothing makes no record, as in DynamoDB.
 */
final class Table implements AutoCloseable {

    static final String NAME = "faces";
    static final String EVENT = "event#";
    static final String WAITING = "waiting#";
    static final String FORGOTTEN = "forgotten#";
    static final String PERSON = "person#";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** BatchWriteItem takes no more. */
    private static final int BATCH = 25;
    private static final String ACCESS = "AWS4-HMAC-SHA256 Credential=chaos/20260131/us-east-1/dynamodb/aws4_request, "
            + "SignedHeaders=host, Signature=0";

    private final EmbeddedDynamoDb database;
    private Consumer<ObjectNode> stream = record -> { };
    /** What a scan gave, until the next write. */
    private final Map<String, JsonNode> scanned = new TreeMap<>();
    /** What the faces' items were after their last write. */
    private final Map<String, JsonNode> faces = new HashMap<>();
    private boolean fresh;
    private long sequence;

    Table() {
        try {
            database = EmbeddedDynamoDb.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        call("CreateTable", JSON.createObjectNode().put("TableName", NAME).put("BillingMode", "PAY_PER_REQUEST")
                .<ObjectNode>set("KeySchema", JSON.createArrayNode().add(JSON.createObjectNode().put("AttributeName", "id").put("KeyType", "HASH")))
                .set("AttributeDefinitions",
                        JSON.createArrayNode().add(JSON.createObjectNode().put("AttributeName", "id").put("AttributeType", "S"))));
    }

    /** Where the records of the stream go. */
    void streamTo(Consumer<ObjectNode> consumer) {
        stream = consumer;
    }

    /** Empties the table; no record is made of that. */
    void clear() {
        List<String> ids = List.copyOf(items().keySet());
        for (int from = 0; from < ids.size(); from += BATCH) {
            ObjectNode request = JSON.createObjectNode();
            ArrayNode deletes = request.putObject("RequestItems").putArray(NAME);
            ids.subList(from, Math.min(from + BATCH, ids.size())).forEach(id ->
                    deletes.addObject().putObject("DeleteRequest").putObject("Key").putObject("id").put("S", id));
            call("BatchWriteItem", request);
        }
        faces.clear();
        sequence = 0;
    }

    /** Whether answers wait for a device. */
    boolean hasWaiting(String thing) {
        return items().getOrDefault(WAITING + thing, JSON.createObjectNode()).has(Simulation.KEY);
    }

    /** All items by id, in DynamoDB's JSON. */
    Map<String, JsonNode> items() {
        if (fresh) {
            return scanned;
        }
        scanned.clear();
        call("Scan", JSON.createObjectNode().put("TableName", NAME).put("ConsistentRead", true)).path("Items")
                .forEach(item -> scanned.put(item.at("/id/S").asText(), item));
        fresh = true;
        return scanned;
    }

    /**
     * A request of the routes.
     *
     * @param operation for example {@code UpdateItem}
     */
    Reply answer(String operation, String target, byte[] body) {
        JsonNode request = JsonTree.read(body);
        if (operation.equals("TransactWriteItems")) {
            Reply reply = send(target, body);
            if (reply.status() == 200) {
                request.path("TransactItems").forEach(each -> record(id(each.path("Update"))));
            }
            return reply;
        }
        String id = id(request);
        if (!isWrite(operation) || id.startsWith(EVENT)) {
            return send(target, body);
        }
        Reply reply = send(target, body);
        if (reply.status() == 200) {
            record(id);
        }
        return reply;
    }

    static boolean isWrite(String operation) {
        return operation.equals("PutItem") || operation.equals("UpdateItem") || operation.equals("DeleteItem");
    }

    /** The key a request is about; empty for a scan. */
    static String id(JsonNode request) {
        return request.at(request.has("Item") ? "/Item/id/S" : "/Key/id/S").asText();
    }

    /** As somebody does by hand: an empty name takes the name away. */
    void edit(String id, String name) {
        ObjectNode request = request(id).put("UpdateExpression", name.isEmpty() ? "REMOVE #n" : "SET #n = :n");
        request.putObject("ExpressionAttributeNames").put("#n", "name");
        if (!name.isEmpty()) {
            request.putObject("ExpressionAttributeValues").putObject(":n").put("S", name);
        }
        change("UpdateItem", id, request);
    }

    /** By hand, or because it expired. */
    void delete(String id) {
        change("DeleteItem", id, request(id));
    }

    private void change(String operation, String id, ObjectNode request) {
        call(operation, request);
        record(id);
    }

    private void record(String id) {
        if (id.isEmpty() || id.startsWith(EVENT) || id.startsWith(WAITING) || id.startsWith(FORGOTTEN)) {
            return;
        }
        JsonNode after = item(id);
        JsonNode before = Optional.ofNullable(faces.put(id, after)).orElseGet(JSON::createObjectNode);
        if (before.equals(after)) {
            return;
        }
        ObjectNode record = JSON.createObjectNode().put("eventSource", "aws:dynamodb")
                .put("eventName", before.isEmpty() ? "INSERT" : after.isEmpty() ? "REMOVE" : "MODIFY");
        ObjectNode change = record.putObject("dynamodb");
        change.putObject("Keys").putObject("id").put("S", id);
        if (!before.isEmpty()) {
            change.set("OldImage", before);
        }
        if (!after.isEmpty()) {
            change.set("NewImage", after);
        }
        change.put("SequenceNumber", Long.toString(++sequence));
        stream.accept(record);
    }

    /** An empty object when there is none. */
    private JsonNode item(String id) {
        JsonNode item = sorted(call("GetItem", request(id).put("ConsistentRead", true)).path("Item"));
        return item.isMissingNode() ? JSON.createObjectNode() : item;
    }

    /** A set has no order. */
    private static JsonNode sorted(JsonNode item) {
        if (item.at("/seenBy/SS") instanceof ArrayNode set) {
            List<String> members = new ArrayList<>();
            set.forEach(member -> members.add(member.asText()));
            set.removeAll();
            members.stream().sorted().forEach(set::add);
        }
        return item;
    }

    private static ObjectNode request(String id) {
        ObjectNode request = JSON.createObjectNode().put("TableName", NAME);
        request.putObject("Key").putObject("id").put("S", id);
        return request;
    }

    private JsonNode call(String operation, JsonNode request) {
        Reply reply = send("DynamoDB_20120810." + operation, request.toString().getBytes(StandardCharsets.UTF_8));
        if (reply.status() != 200) {
            throw new IllegalStateException(operation + ": " + new String(reply.body(), StandardCharsets.UTF_8));
        }
        return JsonTree.read(reply.body());
    }

    private Reply send(String target, byte[] body) {
        fresh &= target.endsWith("GetItem") || target.endsWith(".Scan");
        try {
            HttpResponse response = database.call(new HttpRequest("POST", "/", "", Map.of(
                    "X-Amz-Target", List.of(target), "Content-Type", List.of("application/x-amz-json-1.0"),
                    "Authorization", List.of(ACCESS), "X-Amz-Date", List.of("20260131T101530Z")), body));
            return new Reply(response.status(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
