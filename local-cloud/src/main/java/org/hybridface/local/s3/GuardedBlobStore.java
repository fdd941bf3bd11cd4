// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.s3;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.hybridface.local.files.PrivateFiles;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.Principal;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A store as one caller sees it: every operation is allowed by the caller's policy or refused. The store's interface has some forty
 * methods; a dynamic proxy keeps the table of those that are S3 calls in one place.
 */
final class GuardedBlobStore {

    /** The IAM action of each method. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("putBlob", "s3:PutObject"),
            Map.entry("copyBlob", "s3:PutObject"),
            Map.entry("initiateMultipartUpload", "s3:PutObject"),
            Map.entry("uploadMultipartPart", "s3:PutObject"),
            Map.entry("copyMultipartPart", "s3:PutObject"),
            Map.entry("completeMultipartUpload", "s3:PutObject"),
            Map.entry("abortMultipartUpload", "s3:AbortMultipartUpload"),
            Map.entry("getBlob", "s3:GetObject"),
            Map.entry("blobMetadata", "s3:GetObject"),
            Map.entry("blobMetadataIfPresent", "s3:GetObject"),
            Map.entry("removeBlob", "s3:DeleteObject"),
            Map.entry("removeBlobs", "s3:DeleteObject"),
            Map.entry("listVersions", "s3:ListBucketVersions"),
            Map.entry("headBucket", "s3:ListBucket"),
            Map.entry("containerExists", "s3:ListBucket"),
            Map.entry("listV1", "s3:ListBucket"),
            Map.entry("createContainer", "s3:CreateBucket"),
            Map.entry("deleteBucket", "s3:DeleteBucket"),
            Map.entry("clearContainer", "s3:DeleteBucket"),
            Map.entry("deleteContainer", "s3:DeleteBucket"));

    /** The version of an object in a bucket without versioning. */
    private static final String ONLY_VERSION = "null";

    private static final Set<String> WRITING = Set.of("putBlob", "copyBlob", "createContainer", "completeMultipartUpload");

    /** Methods that tell about the store, not about what is in it. */
    private static final Set<String> FREE = Set.of("close", "getBucketVersioning", "supportsVersioning", "supportsBucketEncryption",
            "supportsServerSideEncryption", "supportsCopyMultipartPart", "getMinimumMultipartPartSize", "hashCode", "equals", "toString");

    private GuardedBlobStore() {
    }

    /** The store of a caller without a signature, who may do nothing. */
    static BlobStore ofNobody(BlobStore store) {
        return of(store, Path.of(""), new Principal("anonymous"), (principal, action, resource) -> false);
    }

    /** @param directory of the store's files: what is written there is closed for other users of the machine */
    static BlobStore of(BlobStore store, Path directory, Principal caller, Authorizer authorizer) {
        return (BlobStore) Proxy.newProxyInstance(BlobStore.class.getClassLoader(), new Class<?>[] {BlobStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("supportsVersioning")) {
                        // Buckets here have none, and each object of such a one has the version "null".
                        return true;
                    }
                    if (!FREE.contains(method.getName()) && !isAllowed(method, arguments, caller, authorizer)) {
                        throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
                    }
                    if (method.getName().equals("listVersions")) {
                        return onlyVersions(store, (ListObjectVersionsRequest) arguments[0]);
                    } else if (method.getName().equals("getBucketVersioning")) {
                        return arguments[0] instanceof String ? null : GetBucketVersioningResponse.builder().build();
                    }
                    try {
                        Object answer = method.invoke(store, unversioned(arguments));
                        if (WRITING.contains(method.getName())) {
                            close(directory, arguments);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What S3 lists of a bucket without versioning (S3 API reference, ListObjectVersions). */
    private static ListObjectVersionsResponse onlyVersions(BlobStore store, ListObjectVersionsRequest request) {
        ListObjectsV2Response objects = store.list(ListObjectsV2Request.builder().bucket(request.bucket()).prefix(request.prefix())
                .startAfter(request.keyMarker()).maxKeys(request.maxKeys()).build());
        List<S3Object> all = objects.contents();
        boolean more = Boolean.TRUE.equals(objects.isTruncated()) && !all.isEmpty();
        return ListObjectVersionsResponse.builder().name(request.bucket()).prefix(request.prefix()).keyMarker(request.keyMarker())
                .versionIdMarker(request.versionIdMarker()).maxKeys(request.maxKeys()).isTruncated(more)
                .nextKeyMarker(more ? all.get(all.size() - 1).key() : null).nextVersionIdMarker(more ? ONLY_VERSION : null)
                .versions(all.stream().map(object -> ObjectVersion.builder().key(object.key()).versionId(ONLY_VERSION).isLatest(true)
                        .lastModified(object.lastModified()).eTag(object.eTag()).size(object.size()).storageClass("STANDARD").build()).toList()).build();
    }

    /** A request for the only version there is asks for the object. */
    private static Object[] unversioned(Object[] arguments) {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof DeleteObjectRequest delete && ONLY_VERSION.equals(delete.versionId())) {
            return new Object[] {delete.toBuilder().versionId(null).build()};
        }
        return arguments;
    }

    private static boolean isAllowed(Method method, Object[] arguments, Principal caller, Authorizer authorizer) {
        String action = action(method, arguments);
        Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
        if (first instanceof MultipartUpload upload) {
            return authorizer.allows(caller, action, "arn:aws:s3:::" + upload.containerName() + "/" + upload.blobName());
        }
        Optional<String> bucket = first instanceof String name ? Optional.of(name) : field(first, "Bucket");
        Optional<String> key = first instanceof String && arguments.length > 1 && arguments[1] instanceof String name
                ? Optional.of(name) : field(first, "Key");
        boolean onObject = action.endsWith("Object") || action.endsWith("ObjectVersion");
        String resource = bucket.map(name -> "arn:aws:s3:::" + name + (onObject ? "/" + key.orElse("*") : "")).orElse("*");
        return authorizer.allows(caller, action, resource);
    }

    private static String action(Method method, Object[] arguments) {
        if (method.getName().equals("list")) {
            boolean inBucket = arguments != null && (arguments[0] instanceof String || field(arguments[0], "Bucket").isPresent());
            return inBucket ? "s3:ListBucket" : "s3:ListAllMyBuckets";
        }
        if (method.getName().equals("removeBlob") && field(arguments[0], "VersionId").isPresent()) {
            return "s3:DeleteObjectVersion";
        }
        // What is not in the table only an administrator may do.
        return ACTIONS.getOrDefault(method.getName(), "s3:" + method.getName());
    }

    private static void close(Path directory, Object[] arguments) throws IOException {
        if (arguments[0] instanceof MultipartUpload upload) {
            PrivateFiles.close(directory, directory.resolve(upload.containerName()).resolve(upload.blobName()));
            return;
        }
        String bucket = arguments[0] instanceof String name ? name
                : field(arguments[0], "Bucket").or(() -> field(arguments[0], "DestinationBucket")).orElse("");
        String key = field(arguments[0], "Key").or(() -> field(arguments[0], "DestinationKey")).orElse(".");
        if (!bucket.isEmpty()) {
            PrivateFiles.close(directory, directory.resolve(bucket).resolve(key));
        }
    }

    private static Optional<String> field(Object request, String name) {
        if (!(request instanceof SdkPojo pojo)) {
            return Optional.empty();
        }
        return pojo.sdkFields().stream().filter(field -> field.memberName().equals(name)).findFirst()
                .map(field -> field.getValueOrDefault(request)).map(Object::toString);
    }
}
