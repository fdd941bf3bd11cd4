// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The bucket's labelled photos, listed in the order of their names (S3 API reference, ListObjectsV2). Thread safe. */
final class PhotoPages {

    private final S3Client s3;
    private final String bucket;

    PhotoPages(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** @param after the name before the first; empty for the first of all */
    Page<LabelledPhoto> page(Optional<String> after, int limit) {
        ListObjectsV2Response response = s3.listObjectsV2(request -> request.bucket(bucket).prefix(LabelledPhoto.FOLDER).maxKeys(limit)
                .startAfter(after.orElse(null)));
        List<S3Object> objects = response.contents();
        Optional<String> next = Boolean.TRUE.equals(response.isTruncated()) && !objects.isEmpty()
                ? Optional.of(objects.get(objects.size() - 1).key()) : Optional.empty();
        return new Page<>(objects.stream().flatMap(object -> LabelledPhoto.of(object.key(), object.lastModified()).stream()).toList(), next);
    }

    void delete(LabelledPhoto photo) {
        s3.deleteObject(request -> request.bucket(bucket).key(photo.key()));
    }
}
