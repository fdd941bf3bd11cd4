// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.util.regex.Pattern;

/**
 * The pool's id of a face, as Rekognition gives it (API reference, "Face", FaceId). It is the face's item id in the table, too, beside
 * items such as {@code person#...} and {@code event#...}; the pattern keeps a message from ever addressing one of these.
 */
public final class FaceId {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private FaceId() {
    }

    /**
     * The id itself.
     *
     * @throws InvalidMessageException when it is not a UUID in small letters
     */
    public static String require(String faceId) {
        if (!isValid(faceId)) {
            throw new InvalidMessageException("'faceId' is not a UUID in small letters");
        }
        return faceId;
    }

    public static boolean isValid(String faceId) {
        return faceId != null && UUID.matcher(faceId).matches();
    }
}
