// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import java.util.Collection;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A photo with everything that S3 keeps of it: versions and delete markers, of which a bucket without versioning has one, with the id {@code null} (S3
 * API reference, ListObjectVersions and DeleteObject). Thread safe.
 */
final class PhotoVersions {

    private final S3Client s3;
    private final String bucket;

    PhotoVersions(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    private record Version(String key, String id) {
    }

    /** @return how many versions and markers went */
    int erase(Collection<String> keys) {
        return keys.stream().mapToInt(key -> versions(key).toList().stream().mapToInt(version -> {
            s3.deleteObject(request -> request.bucket(bucket).key(version.key()).versionId(version.id()));
            return 1;
        }).sum()).sum();
    }

    int left(Collection<String> keys) {
        return (int) keys.stream().flatMap(this::versions).count();
    }

    private Stream<Version> versions(String key) {
        return s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(key)).stream()
                .flatMap(page -> Stream.concat(page.versions().stream().map(one -> new Version(one.key(), one.versionId())),
                        page.deleteMarkers().stream().map(one -> new Version(one.key(), one.versionId()))))
                .filter(version -> version.key().equals(key));
    }
}
