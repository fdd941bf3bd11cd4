// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ConflictException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.AccessDeniedException;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;

/** Real SDK clients against the base. */
class SignedServiceTest {

    private static final Principal ROLE = new Principal("arn:aws:sts::000000000000:assumed-role/face-recogniser/local");
    private static final AccessKey KEY = new AccessKey("AKIDTEST", "secret", ROLE);
    private static final AccessKey TEMPORARY =
            new AccessKey("ASIATEST", "other secret", java.util.Optional.of("session/token=="), ROLE);

    private final AtomicReference<SignedRequest> seen = new AtomicReference<>();
    private LoopbackServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRestClientReachesItsHandlerWithPathQueryAndBody() throws Exception {
        serve("iotdata", AwsProtocol.REST_JSON, request -> HttpResponse.json(200, request.body()));
        try (IotDataPlaneClient iot = client(IotDataPlaneClient.builder(), basic(KEY))) {
            String answer = iot.updateThingShadow(r -> r.thingName("edge-1").shadowName("faces")
                    .payload(SdkBytes.fromUtf8String("{\"state\":{}}"))).payload().asUtf8String();
            assertThat(answer).isEqualTo("{\"state\":{}}");
        }
        assertThat(seen.get().principal()).isEqualTo(ROLE);
        assertThat(seen.get().path()).isEqualTo("/things/edge-1/shadow");
        assertThat(seen.get().query()).containsExactly(java.util.Map.entry("name", "faces"));
        assertThat(seen.get().service()).isEqualTo("iotdata");
        assertThat(seen.get().region()).isEqualTo("eu-west-1");
    }

    @Test
    void aPathWithAnArnIsVerifiedAndDecoded() throws Exception {
        serve("lambda", AwsProtocol.REST_JSON, request -> HttpResponse.empty(202));
        String arn = "arn:aws:lambda:eu-west-1:000000000000:function:face-recogniser";
        try (LambdaClient lambda = client(LambdaClient.builder(), basic(KEY))) {
            lambda.invoke(r -> r.functionName(arn).qualifier("latest").invocationType("Event")
                    .payload(SdkBytes.fromUtf8String("{}")));
        }
        assertThat(seen.get().path()).isEqualTo("/2015-03-31/functions/" + arn + "/invocations");
        assertThat(seen.get().header("X-Amz-Invocation-Type")).contains("Event");
    }

    @Test
    void halfRequestsBlockNobodyElseAndAreCutOff() throws Exception {
        serve("iotdata", AwsProtocol.REST_JSON, request -> HttpResponse.json(200, request.body()));
        List<Socket> half = new ArrayList<>();
        try (IotDataPlaneClient iot = client(IotDataPlaneClient.builder(), basic(KEY))) {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                socket.getOutputStream().write(("POST /things/edge-1/shadow HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n"
                        + (i % 2 == 0 ? "" : "\r\nhalf")).getBytes(StandardCharsets.US_ASCII));
                half.add(socket);
            }
            await().atMost(Duration.ofSeconds(5)).ignoreExceptions().untilAsserted(() -> assertThat(iot.updateThingShadow(
                    r -> r.thingName("edge-1").payload(SdkBytes.fromUtf8String("{}"))).payload().asUtf8String()).isEqualTo("{}"));
            half.get(0).setSoTimeout(30_000);
            assertThat(half.get(0).getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket socket : half) {
                socket.close();
            }
        }
    }

    @Test
    void temporaryCredentialsCarryTheirToken() throws Exception {
        serve("rekognition", AwsProtocol.AWS_JSON_1_1, request -> HttpResponse.json(200, "{}".getBytes(StandardCharsets.UTF_8)));
        try (RekognitionClient rekognition = client(RekognitionClient.builder(),
                AwsSessionCredentials.create(TEMPORARY.id(), TEMPORARY.secret(), "session/token=="))) {
            rekognition.listCollections();
        }
        assertThat(seen.get().header("x-amz-target")).contains("RekognitionService.ListCollections");
    }

    @Test
    void aWrongSecretIsToldApartFromAnUnknownKey() throws Exception {
        serve("rekognition", AwsProtocol.AWS_JSON_1_1, request -> HttpResponse.empty(200));
        assertError("InvalidSignatureException", 400, AwsBasicCredentials.create(KEY.id(), "wrong"));
        assertError("UnrecognizedClientException", 400, AwsBasicCredentials.create("AKIDNOBODY", "secret"));
        assertError("UnrecognizedClientException", 400, AwsSessionCredentials.create(TEMPORARY.id(), TEMPORARY.secret(), "stale"));
        assertThat(seen.get()).isNull();
    }

    @Test
    void refusalsBecomeTheSdksOwnExceptions() throws Exception {
        serve("iotdata", AwsProtocol.REST_JSON, request -> {
            throw AwsException.withStatus(409, "ConflictException", "Version conflict");
        });
        try (IotDataPlaneClient iot = client(IotDataPlaneClient.builder(), basic(KEY))) {
            assertThatThrownBy(() -> iot.deleteThingShadow(r -> r.thingName("edge-1")))
                    .isInstanceOfSatisfying(ConflictException.class, e -> {
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Version conflict");
                        assertThat(e.statusCode()).isEqualTo(409);
                        assertThat(e.requestId()).isNotBlank();
                    });
        }
    }

    @Test
    void whatIsNotAllowedIsWordedAsIamWordsIt() throws Exception {
        Authorizer nobody = (principal, action, resource) -> false;
        serve("rekognition", AwsProtocol.AWS_JSON_1_1, request -> {
            nobody.require(request.principal(), "rekognition:IndexFaces", "arn:aws:rekognition:eu-west-1:000000000000:collection/faces");
            return HttpResponse.empty(200);
        });
        try (RekognitionClient rekognition = client(RekognitionClient.builder(), basic(KEY))) {
            assertThatThrownBy(rekognition::listCollections).isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("User: " + ROLE + " is not authorized to perform: rekognition:IndexFaces on resource: "
                            + "arn:aws:rekognition:eu-west-1:000000000000:collection/faces because no identity-based policy "
                            + "allows the rekognition:IndexFaces action");
        }
    }

    @Test
    void abugInAHandlerIsAnInternalErrorWithTheRequestId() throws Exception {
        serve("lambda", AwsProtocol.REST_JSON, request -> {
            throw new IllegalStateException("bug");
        });
        try (LambdaClient lambda = client(LambdaClient.builder(), basic(KEY))) {
            assertThatThrownBy(lambda::listFunctions).isInstanceOfSatisfying(AwsServiceException.class, e -> {
                assertThat(e.statusCode()).isEqualTo(500);
                assertThat(e.awsErrorDetails().errorMessage()).contains(e.requestId()).doesNotContain("bug");
            });
        }
    }

    @Test
    void aBodyOverTheLimitIsRefusedAndTheServerGoesOn() throws Exception {
        serve("iotdata", AwsProtocol.REST_JSON, request -> HttpResponse.json(200, request.body()));
        try (IotDataPlaneClient iot = client(IotDataPlaneClient.builder(), basic(KEY))) {
            assertThatThrownBy(() -> iot.updateThingShadow(r -> r.thingName("edge-1")
                    .payload(SdkBytes.fromByteArray(new byte[300_000])))).hasMessageContaining("smaller than 65536 bytes");
            assertThat(iot.updateThingShadow(r -> r.thingName("edge-1").payload(SdkBytes.fromUtf8String("{}")))
                    .payload().asUtf8String()).isEqualTo("{}");
        }
    }

    @Test
    void aCallWithoutSignatureGetsAReadableError() throws Exception {
        serve("rekognition", AwsProtocol.AWS_JSON_1_1, request -> HttpResponse.empty(200));
        var answer = HttpClient.newHttpClient().send(
                java.net.http.HttpRequest.newBuilder(server.endpoint()).build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"MissingAuthenticationTokenException\",\"message\":\"Missing Authentication Token\"}");
        assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("MissingAuthenticationTokenException");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        serve("rekognition", AwsProtocol.AWS_JSON_1_1, request -> HttpResponse.empty(200));
        assertThatThrownBy(() -> LoopbackServer.start("shadows", server.port(), 1024, request -> HttpResponse.empty(200)))
                .isInstanceOf(IOException.class)
                .hasMessage("port " + server.port() + " of 127.0.0.1, wanted for the local shadows, is in use: "
                        + "stop what listens there or choose another port");
    }

    private void assertError(String code, int status, AwsCredentials credentials) {
        try (RekognitionClient rekognition = client(RekognitionClient.builder(), credentials)) {
            assertThatThrownBy(rekognition::listCollections).isInstanceOfSatisfying(RekognitionException.class, e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                assertThat(e.statusCode()).isEqualTo(status);
            });
        }
    }

    private void serve(String service, AwsProtocol protocol, SignedHandler handler) throws IOException {
        server = LoopbackServer.start(service, 0, 65_536, new SignedService(service, "eu-west-1", protocol,
                Credentials.of(KEY, TEMPORARY), Clock.systemUTC(), request -> {
                    seen.set(request);
                    return handler.handle(request);
                }));
    }

    private static AwsBasicCredentials basic(AccessKey key) {
        return AwsBasicCredentials.create(key.id(), key.secret());
    }

    private <B extends AwsClientBuilder<B, C> & software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentials credentials) {
        URI endpoint = server.endpoint();
        return builder.endpointOverride(endpoint).region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }
}
