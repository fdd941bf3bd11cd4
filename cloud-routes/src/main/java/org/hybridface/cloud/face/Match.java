// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

/**
 * A face of the collection that looks like the one asked for.
 *
 * @param faceId     the collection's id
 * @param personId   what was given as ExternalImageId when it was enrolled
 * @param similarity 0 to 100
 */
public record Match(String faceId, String personId, double similarity) {

    /** Camel asks for it whenever a route reads a field; the generated one costs a cold start some 20 ms. */
    @Override
    public int hashCode() {
        return faceId.hashCode();
    }
}
