// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.InvalidPaginationTokenException;
import software.amazon.awssdk.services.rekognition.model.ListFacesResponse;

/** A collection of Amazon Rekognition, listed (API reference, ListFaces). Thread safe. */
public final class RekognitionPages implements FacePages {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    private final RekognitionClient rekognition;
    private final String collection;

    public RekognitionPages(RekognitionClient rekognition, String collection) {
        this.rekognition = rekognition;
        this.collection = collection;
    }

    @Override
    public Page<PooledFace> page(Optional<String> token, int limit) {
        try {
            return page(rekognition.listFaces(request -> request.collectionId(collection).maxResults(limit).nextToken(token.orElse(null))));
        } catch (InvalidPaginationTokenException e) {
            if (token.isEmpty()) {
                throw e;
            }
            LOG.info("event=sweep status=restarted reason=\"the collection no longer knows where the last run ended\"");
            return page(Optional.empty(), limit);
        }
    }

    private static Page<PooledFace> page(ListFacesResponse response) {
        return new Page<>(response.faces().stream().map(face -> new PooledFace(face.faceId(), Optional.ofNullable(face.externalImageId())))
                .toList(), Optional.ofNullable(response.nextToken()).filter(next -> !next.isEmpty()));
    }

    @Override
    public Set<String> known(Collection<String> faceIds) {
        return faceIds.isEmpty() ? Set.of() : rekognition.listFaces(request -> request.collectionId(collection).faceIds(faceIds)
                .maxResults(faceIds.size())).faces().stream().map(Face::faceId).collect(Collectors.toSet());
    }
}
