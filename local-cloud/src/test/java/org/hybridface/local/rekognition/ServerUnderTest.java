// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridface.local.rekognition.PaintedFaces.photo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.IndexFacesResponse;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;
import software.amazon.awssdk.services.rekognition.model.SearchFacesByImageResponse;

/** A server with one empty collection, and the real SDK client at it; what a face is, {@link PaintedFaces} says. */
abstract class ServerUnderTest {

    static final Principal ROLE = new Principal("arn:aws:sts::000000000000:assumed-role/face-recogniser/local");
    static final String COLLECTION = "faces";
    static final String NO_SUCH_FACE = "00000000-0000-0000-0000-000000000000";

    @TempDir
    Path folder;
    RekognitionServer server;
    RekognitionClient rekognition;
    volatile PhotoStore photos = PhotoStore.none();
    volatile Authorizer authorizer = Authorizer.everything();

    @BeforeEach
    void start() throws IOException {
        start(options -> options.withRequestsPerSecond(0));
        rekognition.createCollection(r -> r.collectionId(COLLECTION));
    }

    @AfterEach
    void stop() {
        rekognition.close();
        server.close();
    }

    void assertViolation(String text, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RekognitionException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            assertThat(e.awsErrorDetails().errorMessage()).startsWith("1 validation error detected: ").contains(text);
        });
    }

    IndexFacesResponse index(String... faces) {
        return rekognition.indexFaces(r -> r.collectionId(COLLECTION).externalImageId("person-1").maxFaces(1).image(image(faces)));
    }

    SearchFacesByImageResponse search(float threshold, String... faces) {
        return rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).faceMatchThreshold(threshold).image(image(faces)));
    }

    static Image image(String... faces) {
        byte[] bytes = photo(String.join("\n", faces) + "\n");
        return Image.builder().bytes(SdkBytes.fromByteArray(bytes)).build();
    }

    void start(UnaryOperator<RekognitionOptions> change) throws IOException {
        AccessKey key = new AccessKey("AKIDTEST", "secret", ROLE);
        server = RekognitionServer.start(change.apply(RekognitionOptions.of("eu-west-1")), new PaintedFaces(),
                (bucket, object, maxBytes, caller) -> photos.read(bucket, object, maxBytes, caller), Credentials.of(key),
                (principal, action, resource) -> authorizer.allows(principal, action, resource), Clock.systemUTC());
        rekognition = RekognitionClient.builder().endpointOverride(server.endpoint()).region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }
}
