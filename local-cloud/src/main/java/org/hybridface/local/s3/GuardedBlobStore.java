package org.hybridface.local.s3;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.Principal;
import software.amazon.awssdk.core.SdkPojo;

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
            Map.entry("getBlob", "s3:GetObject"),
            Map.entry("blobMetadata", "s3:GetObject"),
            Map.entry("blobMetadataIfPresent", "s3:GetObject"),
            Map.entry("removeBlob", "s3:DeleteObject"),
            Map.entry("removeBlobs", "s3:DeleteObject"),
            Map.entry("headBucket", "s3:ListBucket"),
            Map.entry("containerExists", "s3:ListBucket"),
            Map.entry("listV1", "s3:ListBucket"),
            Map.entry("createContainer", "s3:CreateBucket"),
            Map.entry("deleteBucket", "s3:DeleteBucket"),
            Map.entry("clearContainer", "s3:DeleteBucket"),
            Map.entry("deleteContainer", "s3:DeleteBucket"));

    /** Methods that tell about the store, not about what is in it, and parts of an upload that was allowed at its start. */
    private static final Set<String> FREE = Set.of("close", "supportsVersioning", "supportsBucketEncryption",
            "supportsServerSideEncryption", "supportsCopyMultipartPart", "getMinimumMultipartPartSize", "uploadMultipartPart",
            "copyMultipartPart", "completeMultipartUpload", "abortMultipartUpload", "hashCode", "equals", "toString");

    private GuardedBlobStore() {
    }

    static BlobStore of(BlobStore store, Principal caller, Authorizer authorizer) {
        return (BlobStore) Proxy.newProxyInstance(BlobStore.class.getClassLoader(), new Class<?>[] {BlobStore.class},
                (proxy, method, arguments) -> {
                    if (!FREE.contains(method.getName()) && !isAllowed(method, arguments, caller, authorizer)) {
                        throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean isAllowed(Method method, Object[] arguments, Principal caller, Authorizer authorizer) {
        String action = action(method, arguments);
        Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
        Optional<String> bucket = first instanceof String name ? Optional.of(name) : field(first, "Bucket");
        Optional<String> key = first instanceof String && arguments.length > 1 && arguments[1] instanceof String name
                ? Optional.of(name) : field(first, "Key");
        boolean onObject = action.endsWith("Object");
        String resource = bucket.map(name -> "arn:aws:s3:::" + name + (onObject ? "/" + key.orElse("*") : "")).orElse("*");
        return authorizer.allows(caller, action, resource);
    }

    private static String action(Method method, Object[] arguments) {
        if (method.getName().equals("list")) {
            boolean inBucket = arguments != null && (arguments[0] instanceof String || field(arguments[0], "Bucket").isPresent());
            return inBucket ? "s3:ListBucket" : "s3:ListAllMyBuckets";
        }
        // What is not in the table only an administrator may do.
        return ACTIONS.getOrDefault(method.getName(), "s3:" + method.getName());
    }

    private static Optional<String> field(Object request, String name) {
        if (!(request instanceof SdkPojo pojo)) {
            return Optional.empty();
        }
        return pojo.sdkFields().stream().filter(field -> field.memberName().equals(name)).findFirst()
                .map(field -> field.getValueOrDefault(request)).map(Object::toString);
    }
}
