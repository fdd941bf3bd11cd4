// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hybridface.local.access.TestAccess.ADMIN;
import static org.hybridface.local.access.TestAccess.STACK;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hybridface.local.access.TestAccess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What S3 refuses, the local S3 refuses. */
class RefusedRequestsTest {

    private static final String BUCKET = STACK.bucket();
    private static final String KEY = "faces/camera-1/1.jpg";

    @TempDir
    static Path directory;

    static S3Server server;
    static S3Client s3;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start(0, directory.resolve("s3"), STACK.region(), STACK.account(), TestAccess.KEYS, TestAccess.counter());
        server.makeBucket(BUCKET);
        s3 = TestAccess.client(S3Client.builder().forcePathStyle(true), server.endpoint(), ADMIN);
        s3.putObject(put -> put.bucket(BUCKET).key(KEY), RequestBody.fromString("a photo"));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }

    static Stream<Arguments> refused() {
        RequestBody photo = RequestBody.fromString("x");
        return Stream.of(
                call("AccessControlListNotSupported", s3 -> s3.putObject(put -> put.bucket(BUCKET).key(KEY)
                        .acl(ObjectCannedACL.PUBLIC_READ), photo)),
                call("AccessControlListNotSupported", s3 -> s3.putObject(put -> put.bucket(BUCKET).key(KEY)
                        .grantRead("uri=http://acs.amazonaws.com/groups/global/AllUsers"), photo)),
                call("AccessControlListNotSupported", s3 -> s3.putObjectAcl(put -> put.bucket(BUCKET).key(KEY)
                        .acl(ObjectCannedACL.PUBLIC_READ))),
                call("MetadataTooLarge", s3 -> s3.putObject(put -> put.bucket(BUCKET).key(KEY).metadata(java.util.Map.of("a", "b".repeat(2048))), photo)),
                call("NotImplemented", s3 -> s3.getBucketLocation(get -> get.bucket(BUCKET))),
                call("AccessControlListNotSupported", s3 -> s3.putBucketAcl(put -> put.bucket(BUCKET).acl(BucketCannedACL.PUBLIC_READ))),
                call("AccessControlListNotSupported", s3 -> s3.createMultipartUpload(create -> create.bucket(BUCKET).key(KEY)
                        .acl(ObjectCannedACL.PUBLIC_READ_WRITE))),
                call("KeyTooLongError", s3 -> s3.putObject(put -> put.bucket(BUCKET).key("k".repeat(1025)), photo)),
                call("AccessDenied", s3 -> s3.putObject(put -> put.bucket(BUCKET).key(KEY).expectedBucketOwner("999999999999"), photo)),
                call("NotImplemented", s3 -> s3.putObject(put -> put.bucket(BUCKET).key(KEY).tagging("a=b"), photo)),
                call("NotImplemented", s3 -> s3.putObject(put -> put.bucket(BUCKET).key(KEY)
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS), photo)),
                call("NotImplemented", s3 -> s3.putObjectTagging(put -> put.bucket(BUCKET).key(KEY)
                        .tagging(tagging -> tagging.tagSet(Tag.builder().key("a").value("b").build())))),
                call("NotImplemented", s3 -> s3.getBucketPolicy(get -> get.bucket(BUCKET))),
                call("NotImplemented", s3 -> s3.getObject(get -> get.bucket(BUCKET).key(KEY).versionId("1"))),
                call("NotImplemented", s3 -> s3.deletePublicAccessBlock(delete -> delete.bucket(BUCKET))),
                call("NoSuchKey", s3 -> s3.getObject(get -> get.bucket(BUCKET).key("faces/none.jpg"))),
                call("NoSuchBucket", s3 -> s3.putObject(put -> put.bucket("no-such-bucket").key(KEY), photo)));
    }

    private static Arguments call(String code, Consumer<S3Client> call) {
        return Arguments.of(code, call);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theErrorHasS3sName(String code, Consumer<S3Client> call) {
        assertThatThrownBy(() -> call.accept(s3)).isInstanceOfSatisfying(S3Exception.class,
                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)).asUtf8String()).isEqualTo("a photo");
    }

    @Test
    void anotherRegionsSignatureIsRefusedWithTheRightRegion() {
        try (S3Client elsewhere = S3Client.builder().forcePathStyle(true).endpointOverride(server.endpoint())
                .region(Region.AP_SOUTHEAST_2).credentialsProvider(credentials()).build()) {
            assertThatThrownBy(() -> elsewhere.getObject(get -> get.bucket(BUCKET).key(KEY))).isInstanceOfSatisfying(S3Exception.class, e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AuthorizationHeaderMalformed");
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorMessage()).contains("expecting '" + STACK.region() + "'");
            });
        }
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ADMIN.id(), ADMIN.secret()));
    }

    @Test
    void nobodyReadsOrWritesWithoutASignature() throws IOException {
        for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE", "POST", "OPTIONS"}) {
            for (String path : new String[] {"/", "/" + BUCKET, "/" + BUCKET + "/" + KEY, "/" + BUCKET + "?list-type=2"}) {
                assertThat(status(method, URI.create(server.endpoint() + path))).as(method + " " + path).isEqualTo(403);
            }
        }
    }

    @Test
    void aPresignedAddressIsGoodUntilItExpiresAndForItsObjectOnly() throws IOException {
        try (S3Presigner presigner = S3Presigner.builder().endpointOverride(server.endpoint()).region(Region.of(STACK.region()))
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(credentials()).build()) {
            URI good = URI.create(presigner.presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(get -> get.bucket(BUCKET).key(KEY))).url().toString());
            assertThat(status("GET", good)).isEqualTo(200);
            assertThat(status("GET", URI.create(good.toString().replace("1.jpg", "2.jpg")))).isEqualTo(403);
            assertThat(status("GET", URI.create(good.toString().replace(STACK.region(), "ap-southeast-2")))).isEqualTo(400);
        }
    }

    @Test
    void rekognitionsReadOfAnImpossibleKeyIsAMissingObject() {
        for (String key : new String[] {"..", "../1.jpg", "faces/../../1.jpg", "a/./b", "/etc/passwd", "nul\0", "k".repeat(2000)}) {
            assertThatThrownBy(() -> server.read(BUCKET, key, 100, ADMIN.principal())).as(key)
                    .isInstanceOf(ObjectUnavailableException.class);
        }
        assertThatThrownBy(() -> server.read("..", "1.jpg", 100, ADMIN.principal())).isInstanceOf(ObjectUnavailableException.class);
    }

    @Test
    void photosAreFilesThatNobodyElseReads() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("s3"))) {
            assertThat(files.toList()).hasSizeGreaterThan(3).allSatisfy(file -> assertThat(PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(file))).isIn("rwx------", "rw-------"));
        }
    }

    @Test
    void halfRequestsBlockNobodyElse() throws IOException {
        List<Socket> half = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort());
                socket.getOutputStream().write(("PUT /" + BUCKET + "/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n"
                        + (i % 2 == 0 ? "" : "\r\nhalf")).getBytes(StandardCharsets.US_ASCII));
                half.add(socket);
            }
            await().atMost(Duration.ofSeconds(5)).ignoreExceptions().untilAsserted(() -> assertThat(
                    s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)).asUtf8String()).isEqualTo("a photo"));
        } finally {
            half.forEach(RefusedRequestsTest::close);
        }
    }

    private static int status(String method, URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod(method);
        return connection.getResponseCode();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
