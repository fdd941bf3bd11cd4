// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Vectors of whole persons, each made of several faces of the pool. A face is part of one person's vector at most. What is done twice changes nothing
 * more; failures that may pass are thrown as they are. Implementations are thread safe.
 */
public interface PersonVectors {

    /** A vector is made of no more faces (Amazon Rekognition API reference, AssociateFaces). */
    int MOST_FACES = 100;

    /**
     * The person most like the largest face in a photo.
     *
     * @param photo         {@code s3://bucket/key}
     * @param minSimilarity 0 to 100; less alike persons are no match
     * @param quality       NONE, AUTO, LOW, MEDIUM or HIGH: how good the face in the photo must be
     * @throws UnusablePhotoException when there is no face, or none good enough
     */
    Optional<PersonMatch> search(URI photo, double minSimilarity, String quality);

    /** The faces that a person's vector is made of; none when there is no such person. */
    Set<String> faces(String personId);

    /**
     * Makes faces part of a person's vector, in place of any other's. One that looks like nobody of the person's other faces would spoil it, and is left
     * out, as is one that is gone from the pool.
     *
     * @param faceIds at least one
     */
    void add(String personId, Set<String> faceIds);

    /**
     * Takes faces out of a person's vector; they stay in the pool.
     *
     * @param faceIds at least one
     */
    void remove(String personId, Set<String> faceIds);

    /** Deletes a person's vector; the faces stay in the pool. Nothing happens when there is none. */
    void forget(String personId);
}
