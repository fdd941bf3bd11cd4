// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hybridface.messages.RejectionReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.AssociateFacesResponse;
import software.amazon.awssdk.services.rekognition.model.ConflictException;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.SearchUsersByImageResponse;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceAssociation;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceAssociationReason;

/**
 * The users of a collection of Amazon Rekognition, whose ids are those of persons. Operations and error codes: Amazon Rekognition API reference,
 * SearchUsersByImage, CreateUser, AssociateFaces, DisassociateFaces, DeleteUser, ListFaces.
 */
final class RekognitionUsers implements PersonVectors {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    /** The best match is all a device is told. */
    private static final int BEST = 1;

    /** How alike a face must be to a user who has faces: AWS's own default, said here because it decides. */
    private static final float LIKE_THE_OTHERS = 75;

    private final RekognitionClient rekognition;
    private final String collection;

    RekognitionUsers(RekognitionClient rekognition, String collection) {
        this.rekognition = rekognition;
        this.collection = collection;
    }

    @Override
    public Optional<PersonMatch> search(URI photo, double minSimilarity, String quality) {
        SearchUsersByImageResponse response = RekognitionPhotos.usable(() -> rekognition.searchUsersByImage(request -> request
                .collectionId(collection).image(RekognitionPhotos.image(photo)).userMatchThreshold((float) minSimilarity)
                .maxUsers(BEST).qualityFilter(quality)));
        // Unlike SearchFacesByImage it is no error that there is no face.
        if (response.searchedFace() == null) {
            throw new UnusablePhotoException(RejectionReason.NO_FACE, "no face in the photo is good enough to be searched"
                    + response.unsearchedFaces().stream().map(face -> ": " + face.reasonsAsStrings()).collect(Collectors.joining()));
        }
        return response.userMatches().stream().findFirst()
                .map(match -> new PersonMatch(match.user().userId(), RekognitionPhotos.similarity(match.similarity())));
    }

    @Override
    public Set<String> faces(String personId) {
        try {
            return rekognition.listFaces(request -> request.collectionId(collection).userId(personId).maxResults(MOST_FACES)).faces().stream()
                    .map(Face::faceId).collect(Collectors.toCollection(TreeSet::new));
        } catch (ResourceNotFoundException e) {
            // No such user yet. A missing collection is told by whatever comes next.
            return Set.of();
        }
    }

    @Override
    public void add(String personId, Set<String> faceIds) {
        List<UnsuccessfulFaceAssociation> failures = associate(personId, faceIds);
        List<UnsuccessfulFaceAssociation> anothers = failures.stream().filter(RekognitionUsers::isAnothers).toList();
        if (!anothers.isEmpty()) {
            anothers.stream().collect(Collectors.groupingBy(UnsuccessfulFaceAssociation::userId, Collectors.mapping(
                    UnsuccessfulFaceAssociation::faceId, Collectors.toSet()))).forEach(this::remove);
            associate(personId, anothers.stream().map(UnsuccessfulFaceAssociation::faceId).collect(Collectors.toSet()));
        } else if (!failures.isEmpty() && faces(personId).isEmpty()) {
            // None of the faces is in the collection any more. Nobody would ever delete the user that was made for them.
            forget(personId);
        }
    }

    private List<UnsuccessfulFaceAssociation> associate(String personId, Set<String> faceIds) {
        List<UnsuccessfulFaceAssociation> failures;
        try {
            failures = tryToAssociate(personId, faceIds);
        } catch (ResourceNotFoundException e) {
            create(personId);
            failures = tryToAssociate(personId, faceIds);
        }
        failures.stream().filter(failure -> !isAnothers(failure)).forEach(failure -> LOG.info(
                "event=person-vector faceId={} status=left-out reason={} similarity={}", failure.faceId(), failure.reasonsAsStrings(), failure.confidence()));
        return failures;
    }

    private List<UnsuccessfulFaceAssociation> tryToAssociate(String personId, Set<String> faceIds) {
        AssociateFacesResponse response = rekognition.associateFaces(request -> request.collectionId(collection).userId(personId).faceIds(faceIds)
                .userMatchThreshold(LIKE_THE_OTHERS));
        return response.unsuccessfulFaceAssociations();
    }

    private static boolean isAnothers(UnsuccessfulFaceAssociation failure) {
        return failure.reasons().contains(UnsuccessfulFaceAssociationReason.ASSOCIATED_TO_A_DIFFERENT_USER);
    }

    private void create(String personId) {
        try {
            rekognition.createUser(request -> request.collectionId(collection).userId(personId));
        } catch (ConflictException e) {
            LOG.debug("event=person-vector personId={} status=created-meanwhile", personId);
        }
    }

    @Override
    public void remove(String personId, Set<String> faceIds) {
        try {
            rekognition.disassociateFaces(request -> request.collectionId(collection).userId(personId).faceIds(faceIds));
        } catch (ResourceNotFoundException e) {
            LOG.debug("event=person-vector personId={} status=gone", personId);
        }
    }

    @Override
    public void forget(String personId) {
        try {
            rekognition.deleteUser(request -> request.collectionId(collection).userId(personId));
        } catch (ResourceNotFoundException e) {
            LOG.debug("event=person-vector personId={} status=gone", personId);
        }
    }
}
