package org.hybridface.cloud.face;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hybridface.messages.RejectionReason;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.FaceMatch;
import software.amazon.awssdk.services.rekognition.model.FaceRecord;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.IndexFacesResponse;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.Reason;
import software.amazon.awssdk.services.rekognition.model.UnindexedFace;

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

    /** A second face less than half as wide as the first (a quarter of its area) stands in the background. */
    private static final double BACKGROUND_AREA = 0.25;

    private final RekognitionClient rekognition;
    private final String collection;

    public RekognitionFaces(RekognitionClient rekognition, String collection) {
        this.rekognition = rekognition;
        this.collection = collection;
    }

    @Override
    public Optional<Match> search(URI photo, double minSimilarity, String quality) {
        return usable(() -> rekognition.searchFacesByImage(request -> request
                        .collectionId(collection).image(image(photo)).faceMatchThreshold((float) minSimilarity)
                        .maxFaces(BEST).qualityFilter(quality)))
                .faceMatches().stream().findFirst().map(RekognitionFaces::match);
    }

    @Override
    public EnrolledFace enrol(URI photo, String personId, String quality) {
        return indexed(index(photo, personId, quality));
    }

    @Override
    public EnrolledFace enrolOnlyFace(URI photo, String personId, String quality) {
        IndexFacesResponse response = index(photo, personId, quality);
        EnrolledFace enrolled = indexed(response);
        double area = area(response.faceRecords().get(0).faceDetail().boundingBox());
        // The one that was too many passed the quality filter: it is a face as good as the first.
        boolean several = response.unindexedFaces().stream()
                .filter(face -> face.reasons().contains(Reason.EXCEEDS_MAX_FACES))
                .anyMatch(face -> area(face.faceDetail().boundingBox()) > BACKGROUND_AREA * area);
        if (several) {
            forget(enrolled.faceId());
            throw new UnusablePhotoException(SEVERAL_FACES,
                    "the photo shows more than one face of about the same size; cut out the one person");
        }
        return enrolled;
    }

    @Override
    public List<Match> twins(EnrolledFace face, String personId, double minSimilarity) {
        return rekognition.searchFaces(request -> request
                        .collectionId(collection).faceId(face.faceId()).faceMatchThreshold((float) minSimilarity).maxFaces(TWINS))
                .faceMatches().stream().map(RekognitionFaces::match)
                .filter(match -> !match.personId().equals(personId)).toList();
    }

    @Override
    public void forget(String faceId) {
        rekognition.deleteFaces(request -> request.collectionId(collection).faceIds(faceId));
    }

    /**
     * "If you provide the same image, specify the same collection, and use the same external ID in the IndexFaces operation,
     * Amazon Rekognition doesn't save duplicate face metadata" (API reference, IndexFaces): a second call is answered with the
     * FaceId of the first.
     */
    private IndexFacesResponse index(URI photo, String personId, String quality) {
        return usable(() -> rekognition.indexFaces(request -> request
                .collectionId(collection).image(image(photo)).externalImageId(personId).maxFaces(1).qualityFilter(quality)));
    }

    private static EnrolledFace indexed(IndexFacesResponse response) {
        List<FaceRecord> records = response.faceRecords();
        if (records.isEmpty()) {
            List<UnindexedFace> refused = response.unindexedFaces();
            throw refused.isEmpty()
                    ? new UnusablePhotoException(RejectionReason.NO_FACE, "no face was found in the photo")
                    : new UnusablePhotoException(RejectionReason.LOW_QUALITY, "the face is not good enough to be enrolled: "
                            + String.join(", ", refused.get(0).reasonsAsStrings()));
        }
        return new EnrolledFace(records.get(0).face().faceId(), String.valueOf(response.faceModelVersion()));
    }

    private static <T> T usable(Supplier<T> call) {
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

    private static Image image(URI photo) {
        return Image.builder().s3Object(object -> object
                .bucket(photo.getAuthority()).name(photo.getPath().substring(1))).build();
    }

    private static Match match(FaceMatch match) {
        // A collection may hold faces that others put in without an ExternalImageId: such a face is its own person.
        String personId = match.face().externalImageId() == null ? match.face().faceId() : match.face().externalImageId();
        // By way of text, or 98.7 becomes 98.69999694824219 on every page that shows it.
        return new Match(match.face().faceId(), personId, Double.parseDouble(match.similarity().toString()));
    }

    private static double area(BoundingBox box) {
        return box.width() * box.height();
    }
}
