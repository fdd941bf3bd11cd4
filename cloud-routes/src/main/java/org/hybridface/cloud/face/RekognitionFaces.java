// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hybridface.messages.RejectionReason;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.FaceMatch;
import software.amazon.awssdk.services.rekognition.model.FaceRecord;
import software.amazon.awssdk.services.rekognition.model.IndexFacesResponse;
import software.amazon.awssdk.services.rekognition.model.UnindexedFace;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceDeletion;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceDeletionReason;

/**
 * A collection of Amazon Rekognition. Operations and error codes: Amazon Rekognition API reference, SearchFacesByImage,
 * IndexFaces, SearchFaces, DeleteFaces.
 */
public final class RekognitionFaces implements FaceCollection {

    /** The best match is all a device is told. */
    private static final int BEST = 1;

    /**
     * So many devices may meet one stranger in the same second; faces of the same person id, which a labelled person has several
     * of, come first and are counted as well.
     */
    private static final int TWINS = 50;

    private final RekognitionClient rekognition;
    private final String collection;
    private final RekognitionUsers users;

    public RekognitionFaces(RekognitionClient rekognition, String collection) {
        this.rekognition = rekognition;
        this.collection = collection;
        this.users = new RekognitionUsers(rekognition, collection);
    }

    @Override
    public Optional<Match> search(URI photo, double minSimilarity, String quality) {
        return RekognitionPhotos.usable(() -> rekognition.searchFacesByImage(request -> request
                        .collectionId(collection).image(RekognitionPhotos.image(photo)).faceMatchThreshold((float) minSimilarity)
                        .maxFaces(BEST).qualityFilter(quality)))
                .faceMatches().stream().findFirst().map(RekognitionFaces::match);
    }

    @Override
    public EnrolledFace enrol(URI photo, String personId, String quality) {
        return ofMainFace(index(photo, personId, quality));
    }

    @Override
    public EnrolledFace enrolOnlyFace(URI photo, String personId, String quality) {
        IndexFacesResponse response = index(photo, personId, quality);
        EnrolledFace enrolled = ofMainFace(response);
        if (mainFace(response).hasRival()) {
            throw takenOut(enrolled, SEVERAL_FACES,
                    "another face is about as large, or as near to the middle: cut out the one person");
        }
        return enrolled;
    }

    /** Rekognition takes the largest face that passes the filter, which is not always the one in front. */
    private EnrolledFace ofMainFace(IndexFacesResponse response) {
        EnrolledFace enrolled = indexed(response);
        Optional<MainFace.Other> other = mainFace(response).outshining();
        if (other.isPresent()) {
            throw takenOut(enrolled, RejectionReason.LOW_QUALITY,
                    "the face in front cannot be enrolled: " + Advice.about(other.get().shortcomings()));
        }
        return enrolled;
    }

    private static double weight(UnindexedFace face) {
        return MainFace.weight(face.faceDetail().boundingBox());
    }

    private static MainFace mainFace(IndexFacesResponse response) {
        return new MainFace(response.faceRecords().get(0).faceDetail().boundingBox(), response.unindexedFaces().stream()
                .map(face -> new MainFace.Other(face.faceDetail().boundingBox(), face.reasons())).toList());
    }

    private UnusablePhotoException takenOut(EnrolledFace enrolled, String reason, String detail) {
        forget(enrolled.faceId());
        return new UnusablePhotoException(reason, detail);
    }

    @Override
    public List<Match> twins(EnrolledFace face, String personId, double minSimilarity) {
        return rekognition.searchFaces(request -> request
                        .collectionId(collection).faceId(face.faceId()).faceMatchThreshold((float) minSimilarity).maxFaces(TWINS))
                .faceMatches().stream().map(RekognitionFaces::match)
                .filter(match -> !match.personId().equals(personId)).toList();
    }

    /** A face that is part of a person's vector is not deleted: it is taken out of that first, which costs two more calls. */
    @Override
    public void forget(String faceId) {
        delete(faceId).ifPresent(userId -> {
            users.remove(userId, Set.of(faceId));
            delete(faceId).ifPresent(still -> {
                throw new IllegalStateException("faceId=" + faceId + " was made part of a person's vector again while it was deleted");
            });
        });
    }

    /** @return the user whose face it is and who keeps it from being deleted */
    private Optional<String> delete(String faceId) {
        return rekognition.deleteFaces(request -> request.collectionId(collection).faceIds(faceId)).unsuccessfulFaceDeletions().stream()
                .filter(failure -> failure.reasons().contains(UnsuccessfulFaceDeletionReason.ASSOCIATED_TO_AN_EXISTING_USER))
                .map(UnsuccessfulFaceDeletion::userId).findFirst();
    }

    @Override
    public Optional<PersonVectors> persons() {
        return Optional.of(users);
    }

    /**
     * "If you provide the same image, specify the same collection, and use the same external ID in the IndexFaces operation,
     * Amazon Rekognition doesn't save duplicate face metadata" (API reference, IndexFaces): a second call is answered with the
     * FaceId of the first.
     */
    private IndexFacesResponse index(URI photo, String personId, String quality) {
        return RekognitionPhotos.usable(() -> rekognition.indexFaces(request -> request
                .collectionId(collection).image(RekognitionPhotos.image(photo)).externalImageId(personId).maxFaces(1).qualityFilter(quality)));
    }

    private static EnrolledFace indexed(IndexFacesResponse response) {
        List<FaceRecord> records = response.faceRecords();
        if (records.isEmpty()) {
            throw response.unindexedFaces().stream().max(Comparator.comparingDouble(RekognitionFaces::weight))
                    .map(face -> new UnusablePhotoException(RejectionReason.LOW_QUALITY,
                            "the face cannot be enrolled: " + Advice.about(face.reasons())))
                    .orElseGet(() -> new UnusablePhotoException(RejectionReason.NO_FACE,
                            "no face was found in the photo: turn it upright, look into the camera, nearer and in better light"));
        }
        return new EnrolledFace(records.get(0).face().faceId(), String.valueOf(response.faceModelVersion()));
    }

    private static Match match(FaceMatch match) {
        // A collection may hold faces that others put in without an ExternalImageId: such a face is its own person.
        String personId = match.face().externalImageId() == null ? match.face().faceId() : match.face().externalImageId();
        return new Match(match.face().faceId(), personId, RekognitionPhotos.similarity(match.similarity()));
    }
}
