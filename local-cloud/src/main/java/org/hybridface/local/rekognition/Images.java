// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.Principal;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the bytes of an {@code Image}, which holds them itself or names an S3 object.
 *
 * @see <a href="https://docs.aws.amazon.com/rekognition/latest/dg/limits.html">Guidelines and quotas</a>
 */
final class Images {

    static final int MAX_BYTES_IN_REQUEST = 5 * 1024 * 1024;
    static final int MAX_BYTES_IN_S3 = 15 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Images.class);

    private final PhotoStore photos;

    Images(PhotoStore photos) {
        this.photos = photos;
    }

    /** @param member for example {@code Image} */
    byte[] read(Input input, String member, Principal caller) {
        Input image = input.structure(member);
        if (image.has("Bytes") == image.has("S3Object")) {
            throw AwsException.badRequest("InvalidParameterException",
                    "Request has invalid parameters: '" + member + "' needs either Bytes or S3Object");
        }
        return image.blob("Bytes")
                .map(bytes -> atMost(MAX_BYTES_IN_REQUEST, bytes))
                .orElseGet(() -> fromS3(image.structure("S3Object"), caller));
    }

    private byte[] fromS3(Input object, Principal caller) {
        String bucket = object.text("Bucket", Input.Text.BUCKET);
        String key = object.text("Name", Input.Text.OBJECT_KEY);
        if (object.optionalText("Version", Input.Text.OBJECT_VERSION).isPresent()) {
            throw AwsException.badRequest("InvalidS3ObjectException",
                    "Request has invalid S3 object: the local cloud keeps no versions of objects");
        }
        try {
            return atMost(MAX_BYTES_IN_S3, photos.read(bucket, key, MAX_BYTES_IN_S3, caller));
        } catch (PhotoUnavailableException e) {
            // AWS does not tell a caller whether the object is missing or forbidden; our log may.
            LOG.info("photo unavailable bucket={} key={} caller={} cause={}", LogValue.of(bucket), LogValue.of(key), caller,
                    LogValue.of(e.getMessage()));
            throw AwsException.badRequest("InvalidS3ObjectException",
                    "Unable to get object metadata from S3. Check object key, region and/or access permissions.");
        }
    }

    private static byte[] atMost(int limit, byte[] bytes) {
        if (bytes.length > limit) {
            throw AwsException.badRequest("ImageTooLargeException", "Image size is too large");
        }
        return bytes;
    }
}
