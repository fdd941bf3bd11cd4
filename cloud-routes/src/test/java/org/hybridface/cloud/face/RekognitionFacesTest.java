// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.DeleteFacesRequest;
import software.amazon.awssdk.services.rekognition.model.DeleteFacesResponse;
import software.amazon.awssdk.services.rekognition.model.FaceMatch;
import software.amazon.awssdk.services.rekognition.model.FaceRecord;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.IndexFacesRequest;
import software.amazon.awssdk.services.rekognition.model.IndexFacesResponse;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.Reason;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.SearchFacesByImageRequest;
import software.amazon.awssdk.services.rekognition.model.SearchFacesByImageResponse;
import software.amazon.awssdk.services.rekognition.model.SearchFacesRequest;
import software.amazon.awssdk.services.rekognition.model.SearchFacesResponse;
import software.amazon.awssdk.services.rekognition.model.ThrottlingException;
import software.amazon.awssdk.services.rekognition.model.UnindexedFace;

class RekognitionFacesTest {

    private static final URI PHOTO = URI.create("s3://photos/faces/door/Ada%20L.jpg");

    private final Rekognition rekognition = new Rekognition();
    private final RekognitionFaces faces = new RekognitionFaces(rekognition, "people");

    @Test
    void aSearchNamesThresholdFilterAndPhoto() {
        rekognition.search = () -> SearchFacesByImageResponse.builder().faceMatches(match("f1", "p1", 98.7f)).build();

        assertThat(faces.search(PHOTO, 92.5, "LOW")).hasValueSatisfying(match -> {
            assertThat(match.faceId()).isEqualTo("f1");
            assertThat(match.personId()).isEqualTo("p1");
            assertThat(match.similarity()).isEqualTo(98.7);
        });
        SearchFacesByImageRequest request = (SearchFacesByImageRequest) rekognition.requests.get(0);
        assertThat(request.collectionId()).isEqualTo("people");
        assertThat(request.faceMatchThreshold()).isEqualTo(92.5f);
        assertThat(request.qualityFilterAsString()).isEqualTo("LOW");
        assertThat(request.maxFaces()).isEqualTo(1);
        assertThat(request.image().s3Object().bucket()).isEqualTo("photos");
        assertThat(request.image().s3Object().name()).isEqualTo("faces/door/Ada L.jpg");
    }

    @Test
    void nobodyAlikeIsNoMatch() {
        rekognition.search = () -> SearchFacesByImageResponse.builder().build();

        assertThat(faces.search(PHOTO, 90, "LOW")).isEmpty();
    }

    @Test
    void whatThePhotoIsToBlameForIsUnusable() {
        assertThat(reason(InvalidParameterException.builder().message("There are no faces in the image").build()))
                .isEqualTo("no-face");
        assertThat(reason(InvalidImageFormatException.builder().message("format").build())).isEqualTo("unreadable");
        assertThat(reason(ImageTooLargeException.builder().message("size").build())).isEqualTo("unreadable");
    }

    @Test
    void whatMayPassOrIsMissingIsThrownAsItIs() {
        rekognition.search = () -> {
            throw ThrottlingException.builder().message("slow down").build();
        };
        assertThatThrownBy(() -> faces.search(PHOTO, 90, "LOW")).isInstanceOf(ThrottlingException.class);
        rekognition.search = () -> {
            throw ResourceNotFoundException.builder().message("no such collection").build();
        };
        assertThatThrownBy(() -> faces.search(PHOTO, 90, "LOW")).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anEnrolmentKeepsOneFaceUnderThePersonId() {
        rekognition.index = () -> indexed("f1");

        assertThat(faces.enrol(PHOTO, "person", "AUTO")).isEqualTo(new EnrolledFace("f1", "7.0"));
        IndexFacesRequest request = (IndexFacesRequest) rekognition.requests.get(0);
        assertThat(request.externalImageId()).isEqualTo("person");
        assertThat(request.maxFaces()).isEqualTo(1);
        assertThat(request.qualityFilterAsString()).isEqualTo("AUTO");
    }

    @Test
    void aFaceThatIsNotIndexedIsOfLowQualityAndNoneAtAllIsNoFace() {
        rekognition.index = () -> IndexFacesResponse.builder().unindexedFaces(unindexed(0.3f, Reason.EXTREME_POSE)).build();
        assertThat(catchThrowableOfType(UnusablePhotoException.class, () -> faces.enrol(PHOTO, "p", "AUTO")))
                .hasMessage("the face cannot be enrolled: EXTREME_POSE (the face is turned away: look into the camera, with the head upright)").extracting(UnusablePhotoException::reason).isEqualTo("low-quality");

        rekognition.index = () -> IndexFacesResponse.builder().build();
        assertThat(catchThrowableOfType(UnusablePhotoException.class, () -> faces.enrol(PHOTO, "p", "AUTO")).reason())
                .isEqualTo("no-face");
    }

    @Test
    void aSecondFaceOfTheSameSizeIsRefusedAndTheFirstIsTakenOutAgain() {
        rekognition.index = () -> indexed("f1", unindexed(0.4f, Reason.EXCEEDS_MAX_FACES));

        assertThat(catchThrowableOfType(UnusablePhotoException.class, () -> faces.enrolOnlyFace(PHOTO, "p", "AUTO")).reason())
                .isEqualTo("several-faces");
        assertThat(((DeleteFacesRequest) rekognition.requests.get(1)).faceIds()).containsExactly("f1");
    }

    @Test
    void aSmallFaceInTheBackgroundOrABlurredOneDoesNotMatter() {
        rekognition.index = () -> indexed("f1", unindexed(0.2f, Reason.EXCEEDS_MAX_FACES), unindexed(0.5f, Reason.LOW_SHARPNESS));

        assertThat(faces.enrolOnlyFace(PHOTO, "p", "AUTO").faceId()).isEqualTo("f1");
        assertThat(rekognition.requests).hasSize(1);
    }

    @Test
    void aGoodFaceBehindOneThatIsNoGoodIsSomebodyElseAndIsTakenOutAgain() {
        rekognition.index = () -> indexed("f1", unindexed(0.7f, Reason.LOW_SHARPNESS, Reason.LOW_BRIGHTNESS));

        assertThat(catchThrowableOfType(UnusablePhotoException.class, () -> faces.enrolOnlyFace(PHOTO, "p", "AUTO")))
                .hasMessageContaining("blurred").hasMessageContaining("too dark")
                .extracting(UnusablePhotoException::reason).isEqualTo("low-quality");
        assertThat(catchThrowableOfType(UnusablePhotoException.class, () -> faces.enrol(PHOTO, "p", "AUTO")).reason())
                .isEqualTo("low-quality");
        assertThat(rekognition.requests.stream().filter(DeleteFacesRequest.class::isInstance)).hasSize(2);
    }

    @Test
    void ofSeveralFacesThatAreNoGoodTheMainOneGivesTheReason() {
        rekognition.index = () -> IndexFacesResponse.builder().unindexedFaces(
                unindexed(0.1f, Reason.SMALL_BOUNDING_BOX), unindexed(0.5f, Reason.LOW_BRIGHTNESS)).build();

        assertThatThrownBy(() -> faces.enrol(PHOTO, "p", "AUTO")).hasMessageContaining("too dark");
    }

    @Test
    void twinsAreTheSimilarFacesOfOtherPersons() {
        rekognition.searchById = () -> SearchFacesResponse.builder()
                .faceMatches(match("f2", "p", 99.9f), match("f3", "other", 97f), match("f4", "third", 95f)).build();

        assertThat(faces.twins(new EnrolledFace("f1", "7.0"), "p", 90)).extracting(Match::faceId).containsExactly("f3", "f4");
        assertThat(((SearchFacesRequest) rekognition.requests.get(0)).faceId()).isEqualTo("f1");
    }

    private String reason(RuntimeException failure) {
        rekognition.search = () -> {
            throw failure;
        };
        return catchThrowableOfType(UnusablePhotoException.class, () -> faces.search(PHOTO, 90, "LOW")).reason();
    }

    private static IndexFacesResponse indexed(String faceId, UnindexedFace... others) {
        return IndexFacesResponse.builder().faceModelVersion("7.0").unindexedFaces(others)
                .faceRecords(FaceRecord.builder().face(face -> face.faceId(faceId))
                        .faceDetail(detail -> detail.boundingBox(box(0.5f))).build()).build();
    }

    private static UnindexedFace unindexed(float width, Reason... reasons) {
        return UnindexedFace.builder().reasons(reasons).faceDetail(detail -> detail.boundingBox(box(width))).build();
    }

    private static BoundingBox box(float width) {
        return BoundingBox.builder().left((1 - width) / 2).top((1 - width) / 2).width(width).height(width).build();
    }

    private static FaceMatch match(String faceId, String personId, float similarity) {
        return FaceMatch.builder().similarity(similarity)
                .face(face -> face.faceId(faceId).externalImageId(personId)).build();
    }

    /** The client's own interface, answering what a test prepared. */
    private static final class Rekognition implements RekognitionClient {

        private final List<Object> requests = new ArrayList<>();
        private Supplier<SearchFacesByImageResponse> search = SearchFacesByImageResponse.builder()::build;
        private Supplier<IndexFacesResponse> index = IndexFacesResponse.builder()::build;
        private Supplier<SearchFacesResponse> searchById = SearchFacesResponse.builder()::build;

        @Override
        public SearchFacesByImageResponse searchFacesByImage(SearchFacesByImageRequest request) {
            requests.add(request);
            return search.get();
        }

        @Override
        public IndexFacesResponse indexFaces(IndexFacesRequest request) {
            requests.add(request);
            return index.get();
        }

        @Override
        public SearchFacesResponse searchFaces(SearchFacesRequest request) {
            requests.add(request);
            return searchById.get();
        }

        @Override
        public DeleteFacesResponse deleteFaces(DeleteFacesRequest request) {
            requests.add(request);
            return DeleteFacesResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
        }
    }
}
