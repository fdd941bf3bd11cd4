// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.model.AccessDeniedException;
import software.amazon.awssdk.services.rekognition.model.AssociateFacesResponse;
import software.amazon.awssdk.services.rekognition.model.AssociatedFace;
import software.amazon.awssdk.services.rekognition.model.ConflictException;
import software.amazon.awssdk.services.rekognition.model.DeleteFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DisassociateFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DisassociatedFace;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.rekognition.model.InvalidPaginationTokenException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.SearchUsersByImageResponse;
import software.amazon.awssdk.services.rekognition.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.rekognition.model.UnsearchedFace;
import software.amazon.awssdk.services.rekognition.model.UnsearchedFaceReason;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceAssociationReason;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceDeletionReason;
import software.amazon.awssdk.services.rekognition.model.UnsuccessfulFaceDisassociationReason;
import software.amazon.awssdk.services.rekognition.model.User;
import software.amazon.awssdk.services.rekognition.model.UserStatus;

/** Users and their vectors, seen by the real SDK client. */
class UsersTest extends ServerUnderTest {

    @Test
    void aUserIsFoundByTheMeanOfItsFaces() {
        user("ada", "0.10", "0.30");
        user("grace", "0.90");
        SearchUsersByImageResponse found = searchUsers("0.20 140", "3.0 60", "3.1 50 blurred");
        assertThat(found.userMatches()).first().satisfies(match -> {
            assertThat(match.user().userId()).isEqualTo("ada");
            assertThat(match.user().userStatus()).isEqualTo(UserStatus.ACTIVE);
            assertThat(match.similarity()).as("in the middle of its two faces").isCloseTo(100f, within(0.01f));
        });
        assertThat(found.searchedFace().faceDetail().boundingBox().width()).isCloseTo(140 / 400f, within(0.001f));
        assertThat(found.unsearchedFaces()).extracting(UnsearchedFace::reasons).containsExactly(
                List.of(UnsearchedFaceReason.FACE_NOT_LARGEST), List.of(UnsearchedFaceReason.LOW_SHARPNESS));
        assertThat(found.unsearchedFaces().get(0).faceDetails().confidence()).isCloseTo(99f, within(0.01f));
        assertThat(found.faceModelVersion()).matches("[0-9.]+");
    }

    @Test
    void theMostSimilarUserComesFirstAndMaxUsersCutsTheRest() {
        user("ada", "0.10");
        user("grace", "0.50");
        user("far", "2.00");
        assertThat(searchUsers("0.40 100").userMatches()).extracting(match -> match.user().userId()).containsExactly("grace", "ada");
        assertThat(rekognition.searchUsersByImage(r -> r.collectionId(COLLECTION).image(image("0.40 100")).maxUsers(1)).userMatches())
                .extracting(match -> match.user().userId()).containsExactly("grace");
        assertThat(rekognition.searchUsersByImage(r -> r.collectionId(COLLECTION).image(image("0.40 100")).userMatchThreshold(99.99f))
                .userMatches()).isEmpty();
    }

    @Test
    void aPhotoWithoutAFaceIsAnsweredWithoutASearchedFace() {
        user("ada", "0.10");
        SearchUsersByImageResponse none = searchUsers();
        assertThat(none.searchedFace()).isNull();
        assertThat(none.userMatches()).isEmpty();
        SearchUsersByImageResponse poor = searchUsers("0.10 140 blurred");
        assertThat(poor.searchedFace()).isNull();
        assertThat(poor.unsearchedFaces()).extracting(UnsearchedFace::reasons).containsExactly(List.of(UnsearchedFaceReason.LOW_SHARPNESS));
    }

    @Test
    void aUserIsFoundByAFaceAndByAnotherUser() {
        List<String> faces = user("ada", "0.10", "0.20");
        user("grace", "0.50");
        create("nobody");
        var byFace = rekognition.searchUsers(r -> r.collectionId(COLLECTION).faceId(faces.get(0)));
        assertThat(byFace.searchedFace().faceId()).isEqualTo(faces.get(0));
        assertThat(byFace.userMatches()).extracting(match -> match.user().userId()).containsExactly("ada", "grace");
        var byUser = rekognition.searchUsers(r -> r.collectionId(COLLECTION).userId("ada").maxUsers(1));
        assertThat(byUser.searchedUser().userId()).isEqualTo("ada");
        assertThat(byUser.userMatches()).extracting(match -> match.user().userId()).containsExactly("grace");
        assertThat(rekognition.searchUsers(r -> r.collectionId(COLLECTION).userId("nobody")).userMatches()).isEmpty();
        assertThatThrownBy(() -> rekognition.searchUsers(r -> r.collectionId(COLLECTION))).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> rekognition.searchUsers(r -> r.collectionId(COLLECTION).userId("ada").faceId(faces.get(0))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> rekognition.searchUsers(r -> r.collectionId(COLLECTION).userId("who")))
                .isInstanceOf(ResourceNotFoundException.class).hasMessageContaining("The user id: who does not exist");
        assertThatThrownBy(() -> rekognition.searchUsers(r -> r.collectionId(COLLECTION).faceId(NO_SUCH_FACE)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aFaceIsAssociatedOnceAndWithOneUserOnly() {
        List<String> adas = user("ada", "0.10");
        List<String> graces = user("grace", "0.30");
        String far = indexed("2.00");
        AssociateFacesResponse answer = associate("ada", adas.get(0), graces.get(0), far, NO_SUCH_FACE);
        assertThat(answer.associatedFaces()).as("hers already").isEmpty();
        assertThat(answer.userStatus()).isEqualTo(UserStatus.ACTIVE);
        assertThat(answer.unsuccessfulFaceAssociations()).satisfiesExactlyInAnyOrder(
                failure -> {
                    assertThat(failure.faceId()).isEqualTo(graces.get(0));
                    assertThat(failure.userId()).isEqualTo("grace");
                    assertThat(failure.reasons()).containsExactly(UnsuccessfulFaceAssociationReason.ASSOCIATED_TO_A_DIFFERENT_USER);
                },
                failure -> {
                    assertThat(failure.faceId()).isEqualTo(far);
                    assertThat(failure.reasons()).containsExactly(UnsuccessfulFaceAssociationReason.LOW_MATCH_CONFIDENCE);
                    assertThat(failure.confidence()).isLessThan(75f);
                },
                failure -> {
                    assertThat(failure.faceId()).isEqualTo(NO_SUCH_FACE);
                    assertThat(failure.reasons()).containsExactly(UnsuccessfulFaceAssociationReason.FACE_NOT_FOUND);
                });
        assertThat(rekognition.associateFaces(r -> r.collectionId(COLLECTION).userId("ada").faceIds(far).userMatchThreshold(0f))
                .associatedFaces()).as("whoever knows better").extracting(AssociatedFace::faceId).containsExactly(far);
    }

    @Test
    void aFaceIsTakenAwayAgain() {
        List<String> faces = user("ada", "0.10", "0.70");
        List<String> graces = user("grace", "0.80");
        String nobodys = indexed("0.40");
        DisassociateFacesResponse answer = disassociate("ada", faces.get(1), graces.get(0), nobodys, NO_SUCH_FACE);
        assertThat(answer.disassociatedFaces()).extracting(DisassociatedFace::faceId).containsExactly(faces.get(1));
        assertThat(answer.unsuccessfulFaceDisassociations()).satisfiesExactly(
                failure -> {
                    assertThat(failure.userId()).isEqualTo("grace");
                    assertThat(failure.reasons()).containsExactly(UnsuccessfulFaceDisassociationReason.ASSOCIATED_TO_A_DIFFERENT_USER);
                },
                failure -> assertThat(failure.reasons()).containsExactly(UnsuccessfulFaceDisassociationReason.FACE_NOT_FOUND));
        assertThat(answer.userStatus()).isEqualTo(UserStatus.ACTIVE);
        assertThat(searchUsers("0.10 100").userMatches()).first().satisfies(match -> assertThat(match.similarity()).isEqualTo(100f));
        assertThat(disassociate("ada", faces.get(0)).userStatus()).as("without a face").isEqualTo(UserStatus.CREATED);
        assertThat(searchUsers("0.10 100").userMatches()).extracting(match -> match.user().userId()).containsExactly("grace");
    }

    @Test
    void aFaceOfAUserIsNotDeleted() {
        List<String> faces = user("ada", "0.10");
        DeleteFacesResponse refused = rekognition.deleteFaces(r -> r.collectionId(COLLECTION).faceIds(faces));
        assertThat(refused.deletedFaces()).isEmpty();
        assertThat(refused.unsuccessfulFaceDeletions()).singleElement().satisfies(failure -> {
            assertThat(failure.userId()).isEqualTo("ada");
            assertThat(failure.reasons()).containsExactly(UnsuccessfulFaceDeletionReason.ASSOCIATED_TO_AN_EXISTING_USER);
        });
        disassociate("ada", faces.get(0));
        assertThat(rekognition.deleteFaces(r -> r.collectionId(COLLECTION).faceIds(faces)).deletedFaces()).isEqualTo(faces);
    }

    @Test
    void aDeletedUserLeavesItsFaces() {
        List<String> faces = user("ada", "0.10");
        assertThat(rekognition.describeCollection(r -> r.collectionId(COLLECTION)).userCount()).isEqualTo(1);
        rekognition.deleteUser(r -> r.collectionId(COLLECTION).userId("ada"));
        assertThat(rekognition.describeCollection(r -> r.collectionId(COLLECTION)).userCount()).isZero();
        assertThat(searchUsers("0.10 100").userMatches()).isEmpty();
        assertThat(search(80, "0.10 100").faceMatches()).extracting(match -> match.face().faceId()).isEqualTo(faces);
        assertThatThrownBy(() -> rekognition.deleteUser(r -> r.collectionId(COLLECTION).userId("ada")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> associate("ada", faces.get(0))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> disassociate("ada", faces.get(0))).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void usersAreListedInPagesAndFacesByTheirUser() {
        for (int i = 1; i <= 5; i++) {
            create("user-" + i);
        }
        List<String> faces = user("ada", "0.10", "0.20");
        indexed("0.30");
        assertThat(rekognition.listUsersPaginator(r -> r.collectionId(COLLECTION).maxResults(2)).users())
                .extracting(User::userId).containsExactly("ada", "user-1", "user-2", "user-3", "user-4", "user-5");
        assertThat(rekognition.listUsers(r -> r.collectionId(COLLECTION).maxResults(2)).users())
                .extracting(User::userStatus).containsExactly(UserStatus.ACTIVE, UserStatus.CREATED);
        assertThatThrownBy(() -> rekognition.listUsers(r -> r.collectionId(COLLECTION).nextToken("made-up")))
                .isInstanceOf(InvalidPaginationTokenException.class);
        assertThat(rekognition.listFaces(r -> r.collectionId(COLLECTION).userId("ada")).faces())
                .allSatisfy(face -> assertThat(face.userId()).isEqualTo("ada")).extracting(Face::faceId).hasSameElementsAs(faces);
        assertThat(rekognition.listFaces(r -> r.collectionId(COLLECTION)).faces()).extracting(Face::userId)
                .containsExactlyInAnyOrder("ada", "ada", null);
    }

    @Test
    void aUserIdIsTakenOnce() {
        create("ada");
        assertThatThrownBy(() -> create("ada")).isInstanceOf(ConflictException.class).hasMessageContaining("The user id: ada already exists");
        rekognition.createCollection(r -> r.collectionId("other"));
        rekognition.createUser(r -> r.collectionId("other").userId("ada"));
        assertThatThrownBy(() -> rekognition.createUser(r -> r.collectionId("none").userId("ada"))).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aRequestThatComesAgainIsAnsweredAsBefore() {
        rekognition.createUser(r -> r.collectionId(COLLECTION).userId("ada").clientRequestToken("t-1"));
        rekognition.createUser(r -> r.collectionId(COLLECTION).userId("ada").clientRequestToken("t-1"));
        assertThatThrownBy(() -> rekognition.createUser(r -> r.collectionId(COLLECTION).userId("grace").clientRequestToken("t-1")))
                .isInstanceOf(IdempotentParameterMismatchException.class);
        String face = indexed("0.10");
        for (int i = 0; i < 2; i++) {
            assertThat(rekognition.associateFaces(r -> r.collectionId(COLLECTION).userId("ada").faceIds(face).clientRequestToken("t-1"))
                    .associatedFaces()).as("the token is that of another operation").hasSize(1);
        }
        assertThat(associate("ada", face).associatedFaces()).as("another request").isEmpty();
    }

    @Test
    void aUserHasAtMostAHundredFaces() {
        String[] crowd = IntStream.range(0, 100).mapToObj(i -> "0.1" + (100 + i) + " 100").toArray(String[]::new);
        List<String> faces = rekognition.indexFaces(r -> r.collectionId(COLLECTION).image(image(crowd))).faceRecords().stream()
                .map(record -> record.face().faceId()).toList();
        create("ada");
        assertThat(associate("ada", faces.toArray(String[]::new)).associatedFaces()).hasSize(100);
        String oneMore = indexed("0.2");
        assertThatThrownBy(() -> associate("ada", oneMore)).isInstanceOf(ServiceQuotaExceededException.class);
        assertThat(rekognition.listFaces(r -> r.collectionId(COLLECTION).userId("ada")).faces()).hasSize(100);
        String[] tooMany = Stream.concat(faces.stream(), Stream.of(oneMore)).toArray(String[]::new);
        assertViolation("at 'faceIds' failed to satisfy constraint: Member must have length less than or equal to 100", () -> associate("ada", tooMany));
        assertViolation("at 'faceIds' failed to satisfy constraint: Member must have length less than or equal to 100", () -> disassociate("ada", tooMany));
    }

    @Test
    void whatTheReferenceDoesNotAllowIsAViolation() {
        assertViolation("at 'userId' failed to satisfy constraint: Member must satisfy regular expression pattern", () -> create("Ada Lovelace"));
        assertViolation("at 'userId' failed to satisfy constraint: Member must have length less than or equal to 128", () -> create("a".repeat(129)));
        assertViolation("Value null at 'userId'", () -> create(null));
        assertViolation("at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 64",
                () -> rekognition.createUser(r -> r.collectionId(COLLECTION).userId("ada").clientRequestToken("a".repeat(65))));
        assertViolation("Value null at 'faceIds'", () -> rekognition.associateFaces(r -> r.collectionId(COLLECTION).userId("ada")));
        assertViolation("at 'maxUsers' failed to satisfy constraint: Member must have value less than or equal to 500",
                () -> rekognition.searchUsersByImage(r -> r.collectionId(COLLECTION).image(image("0.1 100")).maxUsers(501)));
        assertViolation("at 'userMatchThreshold' failed to satisfy constraint: Member must have value less than or equal to 100",
                () -> rekognition.searchUsers(r -> r.collectionId(COLLECTION).userId("ada").userMatchThreshold(101f)));
        assertViolation("at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 500",
                () -> rekognition.listUsers(r -> r.collectionId(COLLECTION).maxResults(501)));
    }

    @Test
    void whoMayNotIsRefused() {
        authorizer = (principal, action, resource) -> !action.equals("rekognition:AssociateFaces");
        create("ada");
        String face = indexed("0.10");
        assertThatThrownBy(() -> associate("ada", face)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void usersSurviveARestartAndEndWithTheirCollection() throws IOException {
        stop();
        start(options -> options.withRequestsPerSecond(0).withStorage(folder.resolve("faces"), folder.resolve("key")));
        rekognition.createCollection(r -> r.collectionId(COLLECTION));
        List<String> faces = user("ada", "0.10", "0.30");
        create("nobody");
        disassociate("ada", faces.get(1));
        stop();
        start(options -> options.withRequestsPerSecond(0).withStorage(folder.resolve("faces"), folder.resolve("key")));
        assertThat(rekognition.listUsers(r -> r.collectionId(COLLECTION)).users()).extracting(User::userId).containsExactly("ada", "nobody");
        assertThat(searchUsers("0.10 100").userMatches()).singleElement().satisfies(match -> assertThat(match.similarity()).isEqualTo(100f));
        rekognition.deleteCollection(r -> r.collectionId(COLLECTION));
        assertThat(folder.resolve("faces")).isEmptyDirectory();
    }

    /** @return the faces at these positions */
    private List<String> user(String id, String... positions) {
        create(id);
        List<String> faces = Stream.of(positions).map(this::indexed).toList();
        rekognition.associateFaces(r -> r.collectionId(COLLECTION).userId(id).faceIds(faces));
        return faces;
    }

    private String indexed(String position) {
        return rekognition.indexFaces(r -> r.collectionId(COLLECTION).image(image(position + " 100"))).faceRecords().get(0).face().faceId();
    }

    private void create(String id) {
        rekognition.createUser(r -> r.collectionId(COLLECTION).userId(id));
    }

    private AssociateFacesResponse associate(String id, String... faces) {
        return rekognition.associateFaces(r -> r.collectionId(COLLECTION).userId(id).faceIds(faces));
    }

    private DisassociateFacesResponse disassociate(String id, String... faces) {
        return rekognition.disassociateFaces(r -> r.collectionId(COLLECTION).userId(id).faceIds(faces));
    }

    private SearchUsersByImageResponse searchUsers(String... faces) {
        return rekognition.searchUsersByImage(r -> r.collectionId(COLLECTION).qualityFilter("LOW").image(image(faces)));
    }
}
