// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.hybridface.cloud.event.EventShape;
import org.hybridface.messages.LogValue;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * One unknown face run through the routes before SnapStart takes its snapshot, so that the snapshot holds every class of the
 * way loaded and the first real event does not wait for that (about 0.3 s of CPU). It runs on AWS clients whose HTTP client
 * answers from memory: nothing leaves the process.
 *
 * <p>See AWS Lambda developer guide, "Improving startup performance with Lambda SnapStart", and there
 * {@code AWS_LAMBDA_INITIALIZATION_TYPE}.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    /** The head of a JPEG of 100x100 pixels; nobody decodes it. */
    private static final byte[] PHOTO = HexFormat.of().parseHex("ffd8ffc000110800640064030122000211010311");

    private static final Map<String, String> ANSWERS = Map.of(
            "RekognitionService.SearchUsersByImage", "{\"SearchedFace\":{},\"UserMatches\":[]}",
            "RekognitionService.SearchFacesByImage", "{\"FaceMatches\":[]}",
            "RekognitionService.SearchFaces", "{\"FaceMatches\":[]}",
            "RekognitionService.IndexFaces", "{\"FaceRecords\":[{\"Face\":{\"FaceId\":\"" + new UUID(0, 0)
                    + "\"},\"FaceDetail\":{\"BoundingBox\":{\"Width\":0.5,\"Height\":0.5}}}],\"FaceModelVersion\":\"0\"}");

    private Rehearsal() {
    }

    /** Whether a snapshot is going to be taken of this process. */
    static boolean isDue(Map<String, String> environment) {
        return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
    }

    /** Never fails: the function works without it, only its first event takes longer. */
    static void run(Settings settings, Clock clock) {
        AwsClients aws = AwsClients.on(new Memory(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")));
        try (aws; CloudRoutes routes = CloudRoutes.start(settings, aws, clock)) {
            routes.run(EventShape.NEW_FACE.route(), event(clock), clock.instant().plus(Duration.ofSeconds(30)));
        } catch (RuntimeException e) {
            LOG.warn("event=rehearsal status=failed cause={}", LogValue.of(String.valueOf(e.getMessage())));
        }
    }

    private static byte[] event(Clock clock) {
        String message = new String(new NewFace(new UUID(0, 0), "User001", clock.instant(), PHOTO, new PhotoQuality(100, 1, 0))
                .toJson(), StandardCharsets.UTF_8);
        String fromRule = "{\"thing\":\"rehearsal\",\"topic\":\"" + Topics.NEW_FACE + "\"," + message.substring(1);
        return fromRule.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Memory implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            String answer = request.httpRequest().firstMatchingHeader("X-Amz-Target")
                    .map(target -> ANSWERS.getOrDefault(target, "{}")).orElse("");
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {
                    // There is nothing to interrupt.
                }
            };
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
