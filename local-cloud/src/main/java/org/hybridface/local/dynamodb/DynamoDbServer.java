// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.AwsProtocol;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.local.http.LoopbackServer;
import org.hybridface.local.http.SignedRequest;
import org.hybridface.local.http.SignedService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DynamoDB and DynamoDB Streams on 127.0.0.1. Data is in memory and ends with it. */
public final class DynamoDbServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbServer.class);
    /** DynamoDB takes at most 16 MB in one request (BatchWriteItem, TransactWriteItems are smaller still). */
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedDynamoDb database;
    private final LoopbackServer server;

    private DynamoDbServer(EmbeddedDynamoDb database, LoopbackServer server) {
        this.database = database;
        this.server = server;
    }

    /** In memory; see {@link #start(int, String, String, Credentials, Authorizer, Clock, Optional)}. */
    public static DynamoDbServer start(int port, String region, String account, Credentials credentials, Authorizer authorizer,
            Clock clock) throws IOException {
        return start(port, region, account, credentials, authorizer, clock, Optional.empty());
    }

    /**
     * @param port       0 for any free one
     * @param folder     where tables and streams outlast the process; empty for memory
     * @param authorizer asked about every call, as {@code dynamodb:GetItem} on the table's ARN
     * @throws IOException when the port is taken, saying which, or the server does not start
     */
    public static DynamoDbServer start(int port, String region, String account, Credentials credentials, Authorizer authorizer,
            Clock clock, Optional<Path> folder) throws IOException {
        EmbeddedDynamoDb database = EmbeddedDynamoDb.start(folder);
        try {
            SignedService door = new SignedService("dynamodb", region, AwsProtocol.AWS_JSON_1_1, credentials, clock,
                    request -> answer(request, database, authorizer, "arn:aws:dynamodb:" + region + ":" + account + ":"));
            return new DynamoDbServer(database, LoopbackServer.start("dynamodb", port, MAX_REQUEST_BYTES, door));
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    private static HttpResponse answer(SignedRequest request, EmbeddedDynamoDb database, Authorizer authorizer, String arnPrefix)
            throws IOException {
        String operation = request.header("x-amz-target").map(target -> target.substring(target.indexOf('.') + 1)).orElseThrow(
                () -> AwsException.badRequest("UnknownOperationException", "X-Amz-Target is missing"));
        if (operation.equals("TransactWriteItems")) {
            // A transaction needs the right to each of its writes (DynamoDB developer guide, "Using IAM with transactions").
            for (JsonNode item : JSON.readTree(request.body()).path("TransactItems")) {
                String kind = item.fieldNames().next();
                authorizer.require(request.principal(), "dynamodb:" + (kind.equals("ConditionCheck") ? "ConditionCheckItem" : kind + "Item"),
                        resource(item.path(kind), arnPrefix));
            }
        } else if (operation.equals("BatchGetItem")) {
            JSON.readTree(request.body()).path("RequestItems").fieldNames()
                    .forEachRemaining(table -> authorizer.require(request.principal(), "dynamodb:" + operation, table(table, arnPrefix)));
        } else {
            authorizer.require(request.principal(), "dynamodb:" + operation, resource(JSON.readTree(request.body()), arnPrefix));
        }
        return database.call(request.http());
    }

    /** The ARN of the table or stream a request is about; {@code *} when it names none. */
    private static String resource(JsonNode request, String arnPrefix) {
        if (request.hasNonNull("TableName")) {
            return table(request.get("TableName").asText(), arnPrefix);
        }
        if (request.hasNonNull("StreamArn")) {
            return own(request.get("StreamArn").asText(), arnPrefix);
        }
        // A shard iterator of DynamoDB Local tells the stream: arn:aws:...|001|...
        return Stream.of(request.path("ShardIterator").asText().split("\\|")).filter(part -> part.startsWith("arn:")).findFirst()
                .map(arn -> own(arn, arnPrefix)).orElse("*");
    }

    /** DynamoDB Local has a region and an account of its own. */
    private static String own(String streamArn, String arnPrefix) {
        return streamArn.replaceFirst("^arn:aws:dynamodb:ddblocal:[0-9]{12}:", arnPrefix);
    }

    private static String table(String table, String arnPrefix) {
        return table.startsWith("arn:") ? table : arnPrefix + "table/" + table;
    }

    /** What an SDK client takes as its endpoint. */
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
        try {
            database.close();
        } catch (IOException e) {
            LOG.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
        }
    }
}
