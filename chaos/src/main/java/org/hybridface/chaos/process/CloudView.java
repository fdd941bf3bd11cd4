// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hybridface.local.Clients;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.Principal;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.Topics;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Face;

/** What is in the cloud, read with the administrator's key and past all links. */
final class CloudView implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack = Stack.packed();
    private final DynamoDbClient table;
    private final RekognitionClient rekognition;
    private final IotDataPlaneClient iot;

    CloudView(CloudProcess cloud) {
        AccessKey key = new AccessKey(cloud.variable("AWS_ACCESS_KEY_ID"), cloud.variable("AWS_SECRET_ACCESS_KEY"),
                new Principal("administrator"));
        String region = cloud.variable("AWS_REGION");
        table = Clients.client(DynamoDbClient.builder(), URI.create(cloud.variable("AWS_ENDPOINT_URL_DYNAMODB")), region, key);
        rekognition = Clients.client(RekognitionClient.builder(), URI.create(cloud.variable("AWS_ENDPOINT_URL_REKOGNITION")), region, key);
        iot = Clients.client(IotDataPlaneClient.builder(), URI.create(cloud.variable("AWS_ENDPOINT_URL_IOT_DATA_PLANE")), region, key);
    }

    /** Ids of the collection's faces. */
    Set<String> collection() {
        Set<String> faces = new TreeSet<>();
        rekognition.listFacesPaginator(request -> request.collectionId(stack.collection())).forEach(page ->
                page.faces().stream().map(Face::faceId).forEach(faces::add));
        return faces;
    }

    /** The table's faces: name by id, empty for one without. */
    Map<String, String> faces() {
        Map<String, String> faces = new TreeMap<>();
        table.scanPaginator(request -> request.tableName(stack.table().name()).consistentRead(true)).items().forEach(item -> {
            if (item.containsKey("personId") && !item.get("id").s().contains("#")) {
                faces.put(item.get("id").s(), item.containsKey("name") ? item.get("name").s() : "");
            }
        });
        return faces;
    }

    /** Somebody writes a name into the table. */
    void name(String faceId, String name) {
        table.updateItem(request -> request.tableName(stack.table().name()).key(key(faceId)).updateExpression("SET #n = :n")
                .conditionExpression("attribute_exists(id)").expressionAttributeNames(Map.of("#n", "name"))
                .expressionAttributeValues(Map.of(":n", AttributeValue.fromS(name))));
    }

    /** Somebody deletes a face's item, upon which the function forgets the face if it has a name; one without is taken out here. */
    void delete(String faceId, String name) {
        table.deleteItem(request -> request.tableName(stack.table().name()).key(key(faceId)));
        if (name.isEmpty()) {
            rekognition.deleteFaces(request -> request.collectionId(stack.collection()).faceIds(faceId));
        }
    }

    private static Map<String, AttributeValue> key(String faceId) {
        return new HashMap<>(Map.of("id", AttributeValue.fromS(faceId)));
    }

    /** Keys in a device's mailbox. */
    List<String> mailbox(String thing) throws IOException {
        try {
            JsonNode shadow = JSON.readTree(iot.getThingShadow(request -> request.thingName(thing).shadowName(Topics.SHADOW)).payload().asByteArray());
            List<String> keys = new java.util.ArrayList<>();
            shadow.at("/state/desired/faces").fieldNames().forEachRemaining(keys::add);
            return keys;
        } catch (ResourceNotFoundException nothingYet) {
            return List.of();
        }
    }

    @Override
    public void close() {
        table.close();
        rekognition.close();
        iot.close();
    }
}
