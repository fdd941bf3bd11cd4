// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hybridface.cloud.AwsClients;
import org.hybridface.cloud.CloudRoutes;
import org.hybridface.cloud.Settings;
import org.hybridface.local.shadow.ShadowException;
import org.hybridface.local.shadow.ShadowId;
import org.hybridface.local.shadow.Shadows;
import org.hybridface.messages.Answer;
import org.hybridface.messages.FaceKey;
import org.hybridface.messages.Limits;
import org.hybridface.messages.ShadowUpdate;
import org.hybridface.messages.Topics;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The function with all it talks to. Table and shadows are the local cloud's own, bucket and collection follow AWS's rules in
 * memory; the SDK between them and the routes is the real one. Made once, emptied for each schedule.
 */
final class World implements AutoCloseable {

    /** The SDK's own numbers of tries (its legacy mode, which is the default): DynamoDB nine, others four. */
    private static final int TABLE_TRIES = 9;
    private static final int OTHER_TRIES = 4;

    private static final int FIRST_OLD_KEY = 501;
    /** The smallest answer is longer than that. */
    private static final int ROOM_FOR_NONE = 60;

    private static final Map<Integer, String> SHADOW_ERRORS = Map.of(400, "InvalidRequestException", 404, "ResourceNotFoundException",
            409, "ConflictException", 413, "RequestEntityTooLargeException");

    final MovedClock clock = new MovedClock();
    final Bucket bucket = new Bucket();
    final Collection collection = new Collection(bucket);
    final Table table = new Table();
    final CloudRoutes routes;
    private final Map<String, Device> devices = new HashMap<>();
    private final boolean matchesUsers;
    private Shadows shadows = new Shadows(clock);
    private Consumer<String> emptied = thing -> { };

    World() {
        this("faces");
    }

    /** @param matchBy what the routes compare an unknown face with, {@code faces} or {@code users} */
    World(String matchBy) {
        matchesUsers = matchBy.equals("users");
        Wire wire = new Wire(this);
        AwsClients aws = new AwsClients(
                on(wire, S3Client.builder(), "s3", OTHER_TRIES).forcePathStyle(true)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false)).build(),
                on(wire, DynamoDbClient.builder(), "dynamodb", TABLE_TRIES).build(),
                on(wire, RekognitionClient.builder(), "rekognition", OTHER_TRIES).build(),
                on(wire, IotDataPlaneClient.builder(), "iot", OTHER_TRIES).build());
        routes = CloudRoutes.start(Settings.fromEnvironment(Map.of("PHOTO_BUCKET", Bucket.NAME, "FACE_TABLE", Table.NAME,
                "COLLECTION_ID", "people", "SWEEP", "delete", "PHOTO_DAYS", "1", "MATCH_BY", matchBy)), aws, clock);
    }

    /** As {@link AwsClients} builds them, but repeating without a pause and without limits of time: the clock stands still. */
    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B on(Wire wire, B builder, String service, int tries) {
        RetryStrategy retries = AwsRetryStrategy.legacyRetryStrategy().toBuilder().maxAttempts(tries)
                .backoffStrategy(BackoffStrategy.retryImmediately()).throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .circuitBreakerEnabled(false).build();
        return builder.httpClient(wire).region(Region.US_EAST_1).endpointOverride(URI.create("http://" + service + ".local"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("chaos", "chaos")))
                .overrideConfiguration(override -> override.retryStrategy(retries));
    }

    boolean matchesUsers() {
        return matchesUsers;
    }

    /** Who is told which device took answers out of its mailbox, as the rule's SQL selects it. */
    void tellEmptied(Consumer<String> consumer) {
        emptied = consumer;
    }

    /** Nothing is in it, and it is the first moment again. */
    void reset() {
        clock.reset();
        bucket.clear();
        collection.clear();
        table.clear();
        devices.clear();
        shadows = new Shadows(clock);
        shadows.publishTo((topic, json) -> {
            String[] parts = topic.split("/");
            if (topic.endsWith("/update/delta")) {
                device(parts[2]).hears(json);
            } else if (topic.endsWith("/update/accepted") && JsonTree.read(json).at("/state/reported/applied/version").asLong() > 0) {
                emptied.accept(parts[2]);
            }
        });
    }

    Device device(String thing) {
        return devices.computeIfAbsent(thing, name -> new Device(name, this));
    }

    List<Device> devices() {
        return devices.values().stream().sorted(java.util.Comparator.comparing(Device::thing)).toList();
    }

    /**
     * What lies in a device's mailbox.
     *
     * @throws ShadowException when it has none yet
     */
    JsonNode mailbox(String thing) {
        return shadows.get(id(thing));
    }

    /** @throws ShadowException when it is refused */
    void tellMailbox(String thing, byte[] update) {
        shadows.update(id(thing), update);
    }

    /** Answers to older questions, as many as have room, in one update. */
    void fillMailbox(String thing) {
        Map<String, Answer> old = new LinkedHashMap<>();
        int key = FIRST_OLD_KEY;
        for (byte[] update = new byte[0]; update.length < Limits.SHADOW_BYTES - ROOM_FOR_NONE; update = ShadowUpdate.answers(old)) {
            old.put(FaceKey.of(key++), new Answer.Rejected("no-face"));
        }
        tellMailbox(thing, ShadowUpdate.answers(old));
    }

    Reply answer(String service, String operation, SdkHttpRequest request, byte[] body) {
        return switch (service) {
            case "s3" -> bucket.answer(request.method().name(), request.encodedPath(), body);
            case "rekognition" -> collection.answer(operation, body);
            case "iot" -> shadow(request, body);
            default -> table.answer(operation, request.firstMatchingHeader("X-Amz-Target").orElseThrow(), body);
        };
    }

    private Reply shadow(SdkHttpRequest request, byte[] body) {
        try {
            ShadowId id = id(request.encodedPath().split("/")[2]);
            return Reply.ok((request.method().name().equals("GET") ? shadows.get(id) : shadows.update(id, body)).toString());
        } catch (ShadowException e) {
            return Reply.error(e.code(), SHADOW_ERRORS.get(e.code()), e.getMessage().replace('\'', ' '));
        }
    }

    private static ShadowId id(String thing) {
        return new ShadowId(thing, Optional.of(Topics.SHADOW));
    }

    @Override
    public void close() throws IOException {
        routes.close();
        table.close();
    }
}
