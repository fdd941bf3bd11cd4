// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListObjectVersionsIterable;

/** One bucket in memory for tests, with S3's errors for what is not there. */
final class MemoryS3 implements S3Client {

    private final String bucket;
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, String> contentTypes = new TreeMap<>();

    MemoryS3(String bucket) {
        this.bucket = bucket;
    }

    byte[] object(URI uri) {
        require(uri.getAuthority());
        return require(objects.get(uri.getPath().substring(1)), uri.toString());
    }

    Map<String, byte[]> objects() {
        return objects;
    }

    String contentType(String key) {
        return contentTypes.get(key);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        require(request.bucket());
        try (InputStream content = body.contentStreamProvider().newStream()) {
            objects.put(request.key(), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        contentTypes.put(request.key(), String.valueOf(request.contentType()));
        return PutObjectResponse.builder().eTag("\"1\"").build();
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        require(request.bucket());
        byte[] content = require(objects.get(request.key()), request.key());
        try {
            return transformer.transform(GetObjectResponse.builder().contentLength((long) content.length).build(),
                    AbortableInputStream.create(new java.io.ByteArrayInputStream(content)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return getObject(request, ResponseTransformer.toInputStream());
    }

    /** Everything was stored in the first moment of 2026. */
    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        require(request.bucket());
        List<S3Object> all = objects.keySet().stream().filter(key -> key.startsWith(request.prefix()))
                .filter(key -> request.startAfter() == null || key.compareTo(request.startAfter()) > 0)
                .map(key -> S3Object.builder().key(key).lastModified(Instant.parse("2026-01-01T00:00:00Z")).build()).toList();
        return ListObjectsV2Response.builder().contents(all.subList(0, Math.min(request.maxKeys(), all.size())))
                .isTruncated(all.size() > request.maxKeys()).build();
    }

    /** As of a bucket that had versioning once: older versions and delete markers by key, beside the one without an id. */
    final Map<String, List<String>> olderVersions = new TreeMap<>();

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        require(request.bucket());
        List<ObjectVersion> versions = new ArrayList<>();
        List<DeleteMarkerEntry> markers = new ArrayList<>();
        objects.keySet().stream().filter(key -> key.startsWith(request.prefix())).forEach(key -> versions.add(ObjectVersion.builder().key(key).versionId("null").build()));
        olderVersions.forEach((key, ids) -> ids.stream().filter(id -> key.startsWith(request.prefix())).forEach(id -> {
            if (id.startsWith("marker")) {
                markers.add(DeleteMarkerEntry.builder().key(key).versionId(id).build());
            } else {
                versions.add(ObjectVersion.builder().key(key).versionId(id).build());
            }
        }));
        return ListObjectVersionsResponse.builder().versions(versions).deleteMarkers(markers).isTruncated(false).build();
    }

    @Override
    public ListObjectVersionsIterable listObjectVersionsPaginator(ListObjectVersionsRequest request) {
        return new ListObjectVersionsIterable(this, request);
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        require(request.bucket());
        Run.about("delete photo");
        if (request.versionId() != null && !request.versionId().equals("null")) {
            olderVersions.getOrDefault(request.key(), List.of()).remove(request.versionId());
            return DeleteObjectResponse.builder().build();
        }
        objects.remove(request.key());
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        require(request.bucket());
        return HeadBucketResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
    }

    private void require(String name) {
        if (!bucket.equals(name)) {
            throw NoSuchBucketException.builder().message("The specified bucket does not exist").statusCode(404).build();
        }
    }

    private static byte[] require(byte[] content, String key) {
        if (content == null) {
            throw NoSuchKeyException.builder().message("The specified key does not exist: " + key).statusCode(404).build();
        }
        return content;
    }
}
