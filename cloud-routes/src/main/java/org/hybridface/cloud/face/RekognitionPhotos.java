// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.net.URI;
import java.util.function.Supplier;
import org.hybridface.messages.RejectionReason;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;

/** How a photo in S3 is handed to Rekognition, and what it says of one that is no use. */
final class RekognitionPhotos {

    private RekognitionPhotos() {
    }

    static Image image(URI photo) {
        return Image.builder().s3Object(object -> object
                .bucket(photo.getAuthority()).name(photo.getPath().substring(1))).build();
    }

    /** @throws UnusablePhotoException when the photo is to blame that the call failed */
    static <T> T usable(Supplier<T> call) {
        try {
            return call.get();
        } catch (InvalidImageFormatException | ImageTooLargeException e) {
            throw new UnusablePhotoException(RejectionReason.UNREADABLE, detail(e.getMessage()));
        } catch (InvalidParameterException e) {
            // SearchFacesByImage says so when it finds no face, or none that passes the filter. Collection id, threshold and
            // filter were checked at start, so nothing else is left to be invalid.
            throw new UnusablePhotoException(RejectionReason.NO_FACE, detail(e.getMessage()));
        }
    }

    private static String detail(String message) {
        return "Rekognition says: " + message;
    }

    /** By way of text, or 98.7 becomes 98.69999694824219 on every page that shows it. */
    static double similarity(Float similarity) {
        return Double.parseDouble(similarity.toString());
    }
}
