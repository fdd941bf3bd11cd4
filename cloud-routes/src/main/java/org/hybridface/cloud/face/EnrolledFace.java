// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

/**
 * A face that was just put into the collection.
 *
 * @param faceId       the collection's id
 * @param modelVersion version of the face model that made its vector; vectors of two versions cannot be compared
 */
public record EnrolledFace(String faceId, String modelVersion) {

    /** Camel asks for it whenever a route reads a field; the generated one costs a cold start some 20 ms. */
    @Override
    public int hashCode() {
        return faceId.hashCode();
    }
}
