// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import org.hybridface.local.http.Principal;

/** Where {@code Image.S3Object} points. Implementations are thread safe. */
@FunctionalInterface
public interface PhotoStore {

    /**
     * Reads an object with the caller's rights, as Rekognition does: whoever may not get the object may not have it searched.
     *
     * @param maxBytes larger objects need not be read to their end; at least one byte more than this tells that they are
     * @throws PhotoUnavailableException when there is no such object, or the caller may not read it; the two look alike
     */
    byte[] read(String bucket, String key, int maxBytes, Principal caller) throws PhotoUnavailableException;

    /** No S3 at all: every object is unavailable. */
    static PhotoStore none() {
        return (bucket, key, maxBytes, caller) -> {
            throw new PhotoUnavailableException("this server was started without a photo store", null);
        };
    }
}
