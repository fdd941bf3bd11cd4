// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

/**
 * A face that was just put into the collection.
 *
 * @param faceId       the collection's id
 * @param modelVersion version of the face model that made its vector; vectors of two versions cannot be compared
 */
public record EnrolledFace(String faceId, String modelVersion) {
}
