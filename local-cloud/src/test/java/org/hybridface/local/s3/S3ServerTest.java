// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridface.local.access.TestAccess.ADMIN;
import static org.hybridface.local.access.TestAccess.ROLE;
import static org.hybridface.local.access.TestAccess.STACK;
import static org.hybridface.local.access.TestAccess.STRANGER;
import static org.hybridface.local.access.TestAccess.WRONG_SECRET;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.hybridface.local.access.CallCounter;
import org.hybridface.local.access.TestAccess;
import org.hybridface.local.http.AccessKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ServerTest {

    private static final String PHOTO = "faces/camera-1/2026/01/31/a b.jpg";

    @TempDir
    static Path directory;

    static S3Server server;
    static CallCounter calls = TestAccess.counter();

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start(0, directory, STACK.region(), STACK.account(), TestAccess.KEYS, calls);
        as(ADMIN).createBucket(bucket -> bucket.bucket(STACK.bucket()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static S3Client as(AccessKey key) {
        return TestAccess.client(S3Client.builder(), server.endpoint(), key);
    }

    @Test
    void theRecogniserStoresAPhotoAndReadsItBack() throws Exception {
        try (S3Client s3 = as(ROLE)) {
            s3.headBucket(bucket -> bucket.bucket(STACK.bucket()));
            s3.putObject(put -> put.bucket(STACK.bucket()).key(PHOTO).contentType("image/jpeg"), RequestBody.fromBytes(new byte[50_000]));
            assertThat(s3.getObjectAsBytes(get -> get.bucket(STACK.bucket()).key(PHOTO)).asByteArray()).hasSize(50_000);
            assertThat(server.read(STACK.bucket(), PHOTO, 100_000, ROLE.principal())).hasSize(50_000);
            assertThat(calls.count(ROLE.principal(), "s3:PutObject")).isEqualTo(1);
        }
    }

    @Test
    void theRecogniserMayNotDoWhatItsPolicyDoesNotSay() {
        try (S3Client s3 = as(ROLE)) {
            assertDenied(() -> s3.putObject(put -> put.bucket(STACK.bucket()).key("elsewhere.jpg"), RequestBody.fromString("x")));
            assertDenied(() -> s3.deleteObject(delete -> delete.bucket(STACK.bucket()).key("elsewhere.jpg")));
            assertDenied(() -> s3.createBucket(bucket -> bucket.bucket("another")));
            assertDenied(s3::listBuckets);
            assertThatThrownBy(() -> server.read(STACK.bucket(), "elsewhere.jpg", 100, ROLE.principal()))
                    .isInstanceOf(ObjectUnavailableException.class);
        }
    }

    /** Whoever was not allowed to begin an upload, or has the name of somebody else's, may not add to it or end it either. */
    @Test
    void eachStepOfAnUploadInPartsNeedsItsOwnRight() {
        try (S3Client recogniser = as(ROLE); S3Client administrator = as(ADMIN)) {
            String foreign = "elsewhere/1.jpg";
            assertDenied(() -> recogniser.createMultipartUpload(create -> create.bucket(STACK.bucket()).key(foreign)));
            String upload = administrator.createMultipartUpload(create -> create.bucket(STACK.bucket()).key(foreign)).uploadId();
            assertDenied(() -> recogniser.uploadPart(part -> part.bucket(STACK.bucket()).key(foreign).uploadId(upload).partNumber(1), RequestBody.fromString("x")));
            assertDenied(() -> recogniser.completeMultipartUpload(end -> end.bucket(STACK.bucket()).key(foreign).uploadId(upload)
                    .multipartUpload(parts -> parts.parts(part -> part.partNumber(1).eTag("x")))));
            assertDenied(() -> recogniser.abortMultipartUpload(end -> end.bucket(STACK.bucket()).key(foreign).uploadId(upload)));
            administrator.abortMultipartUpload(end -> end.bucket(STACK.bucket()).key(foreign).uploadId(upload));
        }
    }

    @Test
    void wrongKeysAreRefused() {
        for (AccessKey key : new AccessKey[] {STRANGER, WRONG_SECRET}) {
            try (S3Client s3 = as(key)) {
                assertThatThrownBy(s3::listBuckets).isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            }
        }
    }

    @Test
    void aMissingObjectIsMissing() {
        try (S3Client s3 = as(ADMIN)) {
            assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket(STACK.bucket()).key("faces/none.jpg")))
                    .isInstanceOf(NoSuchKeyException.class);
        }
        assertThatThrownBy(() -> server.read(STACK.bucket(), "faces/none.jpg", 100, ADMIN.principal()))
                .isInstanceOf(ObjectUnavailableException.class);
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> S3Server.start(other.getLocalPort(), directory, STACK.region(), STACK.account(),
                    TestAccess.KEYS, calls))
                    .isInstanceOf(IOException.class).hasMessageContaining("port " + other.getLocalPort()).hasMessageContaining("S3");
        }
    }

    private static void assertDenied(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class,
                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    }
}
