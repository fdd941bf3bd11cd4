// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK clients, built once per sandbox: building them is the largest part of a cold start. Region, credentials and
 * endpoints come from the SDK's standard environment variables ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL_...}).
 */
public record AwsClients(S3Client s3, DynamoDbClient dynamoDb, RekognitionClient rekognition, IotDataPlaneClient iot)
        implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** One try: the slowest answer expected is an IndexFaces of one crop, well below a second. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

    /** All tries of one call: well below the function's time-out, so that the failure is thrown and not cut off. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(12);

    public static AwsClients fromEnvironment() {
        return on(http(), DefaultCredentialsProvider.builder().build());
    }

    /** The queue's client, which only an erasure needs. */
    static Supplier<SqsClient> sqs() {
        return lazily(() -> SqsClient.builder().httpClient(http()).overrideConfiguration(timeouts()).build());
    }

    /** The client of the table's stream, which only records that failed for good need. */
    static Supplier<DynamoDbStreamsClient> streams() {
        return lazily(() -> DynamoDbStreamsClient.builder().httpClient(http()).overrideConfiguration(timeouts()).build());
    }

    /** Built when it is asked for, so that no other event waits for it. */
    private static <T> Supplier<T> lazily(Supplier<T> builder) {
        AtomicReference<T> built = new AtomicReference<>();
        return () -> built.updateAndGet(client -> client != null ? client : builder.get());
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(ATTEMPT_TIMEOUT).build();
    }

    private static ClientOverrideConfiguration timeouts() {
        return ClientOverrideConfiguration.builder().apiCallAttemptTimeout(ATTEMPT_TIMEOUT).apiCallTimeout(CALL_TIMEOUT).build();
    }

    static AwsClients on(SdkHttpClient http, AwsCredentialsProvider credentials) {
        ClientOverrideConfiguration timeouts = timeouts();
        return new AwsClients(
                S3Client.builder().httpClient(http).credentialsProvider(credentials).overrideConfiguration(timeouts).build(),
                DynamoDbClient.builder().httpClient(http).credentialsProvider(credentials).overrideConfiguration(timeouts).build(),
                RekognitionClient.builder().httpClient(http).credentialsProvider(credentials).overrideConfiguration(timeouts).build(),
                IotDataPlaneClient.builder().httpClient(http).credentialsProvider(credentials).overrideConfiguration(timeouts).build());
    }

    @Override
    public void close() {
        s3.close();
        dynamoDb.close();
        rekognition.close();
        iot.close();
    }
}
