// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import java.util.Collection;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A photo with everything that S3 keeps of it: versions and delete markers, of which a bucket without versioning has one, with the id {@code null} (S3
 * API reference, ListObjectVersions and DeleteObject). Thread safe.
 */
public final class PhotoVersions {

    /** What S3 calls the version of an object in a bucket without versioning. */
    private static final String ONLY = "null";

    private final S3Client s3;
    private final String bucket;

    public PhotoVersions(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * One version, or a delete marker.
     *
     * @param key the object's name
     */
    public record Version(String key, String id) {

        /** Whether the bucket never had versioning when it was stored. */
        public boolean isOnly() {
            return id.equals(ONLY);
        }
    }

    /** All versions of some photos. */
    public Stream<Version> of(Collection<String> keys) {
        return keys.stream().flatMap(this::versions);
    }

    /** @return how many versions and markers went */
    int erase(Collection<String> keys) {
        return keys.stream().mapToInt(key -> versions(key).toList().stream().mapToInt(version -> {
            s3.deleteObject(request -> request.bucket(bucket).key(version.key()).versionId(version.id()));
            return 1;
        }).sum()).sum();
    }

    int left(Collection<String> keys) {
        return (int) of(keys).count();
    }

    private Stream<Version> versions(String key) {
        return s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(key)).stream()
                .flatMap(page -> Stream.concat(page.versions().stream().map(one -> new Version(one.key(), one.versionId())),
                        page.deleteMarkers().stream().map(one -> new Version(one.key(), one.versionId()))))
                .filter(version -> version.key().equals(key));
    }
}
