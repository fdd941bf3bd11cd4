// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.AssociateFacesRequest;
import software.amazon.awssdk.services.rekognition.model.AssociateFacesResponse;
import software.amazon.awssdk.services.rekognition.model.ConflictException;
import software.amazon.awssdk.services.rekognition.model.CreateUserRequest;
import software.amazon.awssdk.services.rekognition.model.CreateUserResponse;
import software.amazon.awssdk.services.rekognition.model.DeleteFacesRequest;
import software.amazon.awssdk.services.rekognition.model.DeleteFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DeleteUserRequest;
import software.amazon.awssdk.services.rekognition.model.DeleteUserResponse;
import software.amazon.awssdk.services.rekognition.model.DisassociateFacesRequest;
import software.amazon.awssdk.services.rekognition.model.DisassociateFacesResponse;
import software.amazon.awssdk.services.rekognition.model.ListFacesRequest;
import software.amazon.awssdk.services.rekognition.model.ListFacesResponse;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.SearchUsersByImageRequest;
import software.amazon.awssdk.services.rekognition.model.SearchUsersByImageResponse;
import software.amazon.awssdk.services.rekognition.model.ThrottlingException;
import software.amazon.awssdk.services.rekognition.model.UnsearchedFaceReason;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceAssociationReason;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceDeletionReason;

class RekognitionUsersTest {

    private static final URI PHOTO = URI.create("s3://photos/faces/door/a.jpg");

    private final Rekognition rekognition = new Rekognition();
    private final RekognitionFaces faces = new RekognitionFaces(rekognition, "people");
    private final PersonVectors users = faces.persons().orElseThrow();

    @Test
    void aSearchNamesThresholdFilterAndPhoto() {
        rekognition.next(() -> SearchUsersByImageResponse.builder().searchedFace(face -> face.faceDetail(detail -> detail.confidence(99f)))
                .userMatches(match -> match.similarity(98.7f).user(user -> user.userId("p1"))).build());

        assertThat(users.search(PHOTO, 92.5, "LOW")).contains(new PersonMatch("p1", 98.7));
        SearchUsersByImageRequest request = (SearchUsersByImageRequest) rekognition.requests.get(0);
        assertThat(request.collectionId()).isEqualTo("people");
        assertThat(request.userMatchThreshold()).isEqualTo(92.5f);
        assertThat(request.qualityFilterAsString()).isEqualTo("LOW");
        assertThat(request.maxUsers()).isEqualTo(1);
        assertThat(request.image().s3Object().name()).isEqualTo("faces/door/a.jpg");
    }

    @Test
    void aPhotoWithoutAFaceThatWasSearchedIsUnusable() {
        rekognition.next(() -> SearchUsersByImageResponse.builder().unsearchedFaces(face -> face.reasons(UnsearchedFaceReason.EXTREME_POSE)).build());

        UnusablePhotoException problem = catchThrowableOfType(UnusablePhotoException.class, () -> users.search(PHOTO, 90, "LOW"));
        assertThat(problem.reason()).isEqualTo("no-face");
        assertThat(problem).hasMessageContaining("EXTREME_POSE");
    }

    @Test
    void aPersonWithoutAUserGetsOne() {
        rekognition.next(RekognitionUsersTest::notFound);
        rekognition.next(() -> CreateUserResponse.builder().build());
        rekognition.next(() -> AssociateFacesResponse.builder().build());

        users.add("p1", Set.of("f1"));

        assertThat(rekognition.requests).extracting(request -> request.getClass().getSimpleName())
                .containsExactly("AssociateFacesRequest", "CreateUserRequest", "AssociateFacesRequest");
        assertThat(((AssociateFacesRequest) rekognition.requests.get(2)).userMatchThreshold()).isEqualTo(75f);
    }

    @Test
    void aUserThatAnotherRunMadeMeanwhileIsTaken() {
        rekognition.next(RekognitionUsersTest::notFound);
        rekognition.next(() -> {
            throw ConflictException.builder().message("The user id: p1 already exists").build();
        });
        rekognition.next(() -> AssociateFacesResponse.builder().build());

        users.add("p1", Set.of("f1"));
        assertThat(rekognition.requests).hasSize(3);
    }

    @Test
    void aFaceOfAnotherUserIsTakenAwayFromThereAndOneThatIsUnlikeIsLeftOut() {
        rekognition.next(() -> AssociateFacesResponse.builder().unsuccessfulFaceAssociations(
                failure -> failure.faceId("f1").userId("p2").reasons(UnsuccessfulFaceAssociationReason.ASSOCIATED_TO_A_DIFFERENT_USER),
                failure -> failure.faceId("f2").userId("p1").confidence(12f).reasons(UnsuccessfulFaceAssociationReason.LOW_MATCH_CONFIDENCE)).build());
        rekognition.next(() -> DisassociateFacesResponse.builder().build());
        rekognition.next(() -> AssociateFacesResponse.builder().build());

        users.add("p1", Set.of("f1", "f2"));

        DisassociateFacesRequest taken = (DisassociateFacesRequest) rekognition.requests.get(1);
        assertThat(taken.userId()).isEqualTo("p2");
        assertThat(taken.faceIds()).containsExactly("f1");
        assertThat(((AssociateFacesRequest) rekognition.requests.get(2)).faceIds()).containsExactly("f1");
        assertThat(rekognition.requests).hasSize(3);
    }

    @Test
    void aUserThatGotNoneOfTheFacesDoesNotStay() {
        rekognition.next(RekognitionUsersTest::notFound);
        rekognition.next(() -> CreateUserResponse.builder().build());
        rekognition.next(() -> AssociateFacesResponse.builder().unsuccessfulFaceAssociations(
                failure -> failure.faceId("f1").reasons(UnsuccessfulFaceAssociationReason.FACE_NOT_FOUND)).build());
        rekognition.next(() -> ListFacesResponse.builder().build());
        rekognition.next(() -> DeleteUserResponse.builder().build());

        users.add("p1", Set.of("f1"));

        assertThat(((DeleteUserRequest) rekognition.requests.get(4)).userId()).isEqualTo("p1");
    }

    @Test
    void aUserWithOtherFacesStaysThoughNoneWasAdded() {
        rekognition.next(() -> AssociateFacesResponse.builder().unsuccessfulFaceAssociations(
                failure -> failure.faceId("f1").reasons(UnsuccessfulFaceAssociationReason.LOW_MATCH_CONFIDENCE)).build());
        rekognition.next(() -> ListFacesResponse.builder().faces(face -> face.faceId("f2")).build());

        users.add("p1", Set.of("f1"));

        assertThat(rekognition.requests).hasSize(2);
    }

    @Test
    void whatIsNotThereIsNotMissed() {
        rekognition.next(RekognitionUsersTest::notFound);
        rekognition.next(RekognitionUsersTest::notFound);
        rekognition.next(RekognitionUsersTest::notFound);

        users.remove("p1", Set.of("f1"));
        users.forget("p1");
        assertThat(users.faces("p1")).isEmpty();
    }

    @Test
    void whatMayPassIsThrownAsItIs() {
        rekognition.next(() -> {
            throw ThrottlingException.builder().message("slow down").build();
        });
        assertThatThrownBy(() -> users.add("p1", Set.of("f1"))).isInstanceOf(ThrottlingException.class);
        rekognition.next(RekognitionUsersTest::notFound);
        rekognition.next(RekognitionUsersTest::notFound);
        assertThatThrownBy(() -> users.add("p1", Set.of("f1"))).as("there is no such collection").isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aFaceOfAUserIsTakenOutOfItBeforeItIsDeleted() {
        rekognition.next(() -> DeleteFacesResponse.builder().unsuccessfulFaceDeletions(failure -> failure.faceId("f1").userId("p1")
                .reasons(UnsuccessfulFaceDeletionReason.ASSOCIATED_TO_AN_EXISTING_USER)).build());
        rekognition.next(() -> DisassociateFacesResponse.builder().build());
        rekognition.next(() -> DeleteFacesResponse.builder().deletedFaces("f1").build());

        faces.forget("f1");

        assertThat(((DisassociateFacesRequest) rekognition.requests.get(1)).userId()).isEqualTo("p1");
        assertThat(rekognition.requests).hasSize(3);
    }

    private static <T> T notFound() {
        throw ResourceNotFoundException.builder().message("not there").build();
    }

    /** Answers with what a test put there, in order. */
    private static final class Rekognition implements RekognitionClient {

        final List<Object> requests = new ArrayList<>();
        private final Deque<Supplier<Object>> answers = new ArrayDeque<>();

        void next(Supplier<Object> answer) {
            answers.add(answer);
        }

        private <T> T answer(Object request, Class<T> type) {
            requests.add(request);
            return type.cast(answers.remove().get());
        }

        @Override
        public SearchUsersByImageResponse searchUsersByImage(SearchUsersByImageRequest request) {
            return answer(request, SearchUsersByImageResponse.class);
        }

        @Override
        public AssociateFacesResponse associateFaces(AssociateFacesRequest request) {
            return answer(request, AssociateFacesResponse.class);
        }

        @Override
        public DisassociateFacesResponse disassociateFaces(DisassociateFacesRequest request) {
            return answer(request, DisassociateFacesResponse.class);
        }

        @Override
        public CreateUserResponse createUser(CreateUserRequest request) {
            return answer(request, CreateUserResponse.class);
        }

        @Override
        public DeleteUserResponse deleteUser(DeleteUserRequest request) {
            return answer(request, DeleteUserResponse.class);
        }

        @Override
        public DeleteFacesResponse deleteFaces(DeleteFacesRequest request) {
            return answer(request, DeleteFacesResponse.class);
        }

        @Override
        public ListFacesResponse listFaces(ListFacesRequest request) {
            return answer(request, ListFacesResponse.class);
        }

        @Override
        public String serviceName() {
            return "rekognition";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
