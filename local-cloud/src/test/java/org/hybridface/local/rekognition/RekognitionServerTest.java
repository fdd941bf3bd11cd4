// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridface.local.rekognition.PaintedFaces.photo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hybridface.local.http.AwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.rekognition.model.AccessDeniedException;
import software.amazon.awssdk.services.rekognition.model.DescribeCollectionResponse;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.FaceMatch;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidPaginationTokenException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.InvalidS3ObjectException;
import software.amazon.awssdk.services.rekognition.model.LandmarkType;
import software.amazon.awssdk.services.rekognition.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;
import software.amazon.awssdk.services.rekognition.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.SearchFacesByImageResponse;

/** The protocol and the rules, seen by the real SDK client. */
class RekognitionServerTest extends ServerUnderTest {

    @Test
    void aFaceIsFoundAgain() {
        Face indexed = index("0.50 100").faceRecords().get(0).face();
        SearchFacesByImageResponse found = search(80, "0.51 140");
        assertThat(found.faceMatches()).hasSize(1);
        assertThat(found.faceMatches().get(0).face().faceId()).isEqualTo(indexed.faceId());
        assertThat(found.faceMatches().get(0).face().externalImageId()).isEqualTo("person-1");
        assertThat(found.faceMatches().get(0).similarity()).isGreaterThan(99f);
        assertThat(found.searchedFaceBoundingBox().width()).isCloseTo(140 / 400f, within(0.001f));
        assertThat(found.searchedFaceConfidence()).isCloseTo(99f, within(0.01f));
        assertThat(found.faceModelVersion()).matches("[0-9.]+");
    }

    @Test
    void aStrangerIsNotFound() {
        index("0.5 100");
        assertThat(search(80, "2.5 100").faceMatches()).isEmpty();
    }

    @Test
    void theMostSimilarComesFirstAndMaxFacesCutsTheRest() {
        index("0.50 100");
        index("0.40 100");
        index("0.45 100");
        List<Float> similarities = search(80, "0.40 100").faceMatches().stream().map(FaceMatch::similarity).toList();
        assertThat(similarities).hasSize(3).isSortedAccordingTo((a, b) -> Float.compare(b, a));
        assertThat(rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).image(image("0.40 100")).maxFaces(1))
                .faceMatches()).extracting(FaceMatch::similarity).containsExactly(100f);
    }

    @Test
    void theLargestFaceIsSearched() {
        index("0.5 100");
        assertThat(search(80, "3.0 60", "0.5 120").faceMatches()).hasSize(1);
        assertThat(search(80, "3.0 120", "0.5 60").faceMatches()).isEmpty();
    }

    @Test
    void aBlurredFaceInFrontIsNotSearchedAsTheSharpOneBehindIt() {
        index("0.5 100");
        assertThatThrownBy(() -> rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).qualityFilter("LOW")
                .image(image("3.0 120 blurred", "0.5 60")))).isInstanceOf(InvalidParameterException.class);
        assertThat(rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).qualityFilter("LOW")
                .image(image("3.0 120 doubtful", "0.5 60"))).faceMatches()).as("a curtain in front").hasSize(1);
    }

    @Test
    void aPhotoWithoutAFaceIsAnInvalidParameter() {
        assertThatThrownBy(() -> search(80)).isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("There are no faces in the image. Should be at least 1.");
        assertThatThrownBy(() -> rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).image(image("0.5 20"))
                .qualityFilter("LOW"))).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void facesAreListedInPages() {
        for (int i = 1; i <= 5; i++) {
            index("0." + i + " 100");
        }
        List<String> ids = rekognition.listFacesPaginator(r -> r.collectionId(COLLECTION).maxResults(2)).faces().stream()
                .map(Face::faceId).toList();
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
        assertThat(rekognition.listFaces(r -> r.collectionId(COLLECTION).faceIds(ids.get(3))).faces())
                .extracting(Face::faceId).containsExactly(ids.get(3));
        assertThatThrownBy(() -> rekognition.listFaces(r -> r.collectionId(COLLECTION).nextToken("made-up")))
                .isInstanceOf(InvalidPaginationTokenException.class);
    }

    @Test
    void aDeletedFaceIsNotFoundAnyMore() {
        String gone = index("0.5 100").faceRecords().get(0).face().faceId();
        String stays = index("0.6 100").faceRecords().get(0).face().faceId();
        var answer = rekognition.deleteFaces(r -> r.collectionId(COLLECTION).faceIds(gone, NO_SUCH_FACE));
        assertThat(answer.deletedFaces()).containsExactly(gone);
        assertThat(answer.unsuccessfulFaceDeletions()).singleElement()
                .satisfies(failure -> assertThat(failure.faceId()).isEqualTo(NO_SUCH_FACE));
        assertThat(search(0, "0.5 100").faceMatches()).extracting(match -> match.face().faceId()).containsExactly(stays);
    }

    @Test
    void aFaceIsSearchedByItsIdAndDoesNotFindItself() {
        String first = index("0.50 100").faceRecords().get(0).face().faceId();
        String second = index("0.52 100").faceRecords().get(0).face().faceId();
        var answer = rekognition.searchFaces(r -> r.collectionId(COLLECTION).faceId(first).maxFaces(1));
        assertThat(answer.searchedFaceId()).isEqualTo(first);
        assertThat(answer.faceMatches()).extracting(match -> match.face().faceId()).containsExactly(second);
        assertThatThrownBy(() -> rekognition.searchFaces(r -> r.collectionId(COLLECTION).faceId(NO_SUCH_FACE)))
                .isInstanceOf(InvalidParameterException.class).hasMessageContaining("faceId was not found in the collection.");
    }

    @Test
    void collectionsHaveALife() {
        index("0.5 100");
        DescribeCollectionResponse description = rekognition.describeCollection(r -> r.collectionId(COLLECTION));
        assertThat(description.faceCount()).isEqualTo(1);
        assertThat(description.collectionARN()).isEqualTo("arn:aws:rekognition:eu-west-1:000000000000:collection/faces");
        assertThat(description.creationTimestamp()).isCloseTo(Clock.systemUTC().instant(), within(1, ChronoUnit.MINUTES));
        assertThatThrownBy(() -> rekognition.createCollection(r -> r.collectionId(COLLECTION)))
                .isInstanceOf(ResourceAlreadyExistsException.class).hasMessageContaining("The collection id: faces already exists");
        rekognition.createCollection(r -> r.collectionId("other"));
        assertThat(rekognition.listCollections(r -> r.maxResults(1)).nextToken()).isNotBlank();
        assertThat(rekognition.listCollectionsPaginator(r -> r.maxResults(1)).collectionIds()).containsExactly("faces", "other");
        rekognition.deleteCollection(r -> r.collectionId(COLLECTION));
        assertThatThrownBy(() -> search(80, "0.5 100")).isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The collection id: faces does not exist");
    }

    @Test
    void whatTheReferenceForbidsIsRefused() {
        assertViolation("regular expression pattern: [a-zA-Z0-9_.\\-]+", () -> rekognition.createCollection(r -> r.collectionId("a b")));
        assertViolation("length less than or equal to 255", () -> rekognition.createCollection(r -> r.collectionId("a".repeat(256))));
        assertViolation("at 'externalImageId'", () -> rekognition.indexFaces(r -> r.collectionId(COLLECTION)
                .externalImageId("Ada Lovelace").image(image("0.5 100"))));
        assertViolation("greater than or equal to 1", () -> rekognition.indexFaces(r -> r.collectionId(COLLECTION).maxFaces(0)
                .image(image("0.5 100"))));
        assertViolation("less than or equal to 4096", () -> rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION)
                .maxFaces(4097).image(image("0.5 100"))));
        assertViolation("less than or equal to 100", () -> search(101, "0.5 100"));
        assertViolation("enum value set: [NONE, AUTO, LOW, MEDIUM, HIGH]", () -> rekognition.indexFaces(
                r -> r.collectionId(COLLECTION).qualityFilter("BEST").image(image("0.5 100"))));
        assertViolation("Value null at 'image'", () -> rekognition.detectFaces(r -> r.attributesWithStrings("DEFAULT")));
        assertThatThrownBy(() -> rekognition.detectFaces(r -> r.image(i -> {
        }))).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void attributesThatTheModelsDoNotSeeAreRefusedAndNotInvented() {
        for (String attribute : new String[] {"ALL", "AGE_RANGE", "SMILE"}) {
            assertThatThrownBy(() -> rekognition.detectFaces(r -> r.attributesWithStrings(attribute).image(image("0.5 100"))))
                    .isInstanceOf(InvalidParameterException.class).hasMessageContaining("DEFAULT attributes only");
            assertThatThrownBy(() -> rekognition.indexFaces(r -> r.collectionId(COLLECTION).detectionAttributesWithStrings(attribute)
                    .image(image("0.5 100")))).isInstanceOf(InvalidParameterException.class);
        }
        assertThat(rekognition.detectFaces(r -> r.attributesWithStrings("DEFAULT").image(image("0.5 100"))).faceDetails()).hasSize(1);
    }

    @Test
    void aTokenOfAnotherListIsInvalid() {
        index("0.5 100");
        index("0.9 100");
        rekognition.createCollection(r -> r.collectionId("other"));
        String ofCollections = rekognition.listCollections(r -> r.maxResults(1)).nextToken();
        String ofFaces = rekognition.listFaces(r -> r.collectionId(COLLECTION).maxResults(1)).nextToken();
        assertThat(ofFaces).isNotBlank();

        assertThatThrownBy(() -> rekognition.listFaces(r -> r.collectionId(COLLECTION).nextToken(ofCollections)))
                .isInstanceOf(InvalidPaginationTokenException.class);
        assertThatThrownBy(() -> rekognition.listFaces(r -> r.collectionId("other").nextToken(ofFaces)))
                .isInstanceOf(InvalidPaginationTokenException.class);
        assertThatThrownBy(() -> rekognition.listCollections(r -> r.nextToken(ofFaces)))
                .isInstanceOf(InvalidPaginationTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'Image':{'Bytes':5}}", "{'Image':{'Bytes':[1,2]}}", "{'Image':{'Bytes':'no base64!'}}", "{'Image':{'Bytes':true}}",
        "{'Image':5}", "{'Image':{'Bytes':'AAAA'},'Attributes':'ALL'}", "{'Image':{'Bytes':'AAAA'},'Attributes':[5]}",
        "{'Image':{'S3Object':5}}", "{'Image':{'S3Object':{'Bucket':5,'Name':'a'}}}", "[]", "5", "{", "'text'",
    })
    void valuesOfTheWrongTypeAreTheCallersFault(String body) {
        Input input;
        try {
            input = Input.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            input.enumeration("Attributes", List.of("ALL"));
            new Images(PhotoStore.none()).read(input, "Image", ROLE);
        } catch (AwsException e) {
            assertThat(e.kind()).isEqualTo(AwsException.Kind.REQUEST);
            assertThat(e.code()).isEqualTo("SerializationException");
            return;
        }
        throw new AssertionError("let in: " + body);
    }

    @Test
    void aPhotoInS3IsReadWithTheCallersRights() {
        photos = (bucket, key, maxBytes, caller) -> {
            if (bucket.equals("photos") && key.equals("faces/a b.jpg") && caller.equals(ROLE)) {
                return photo("0.5 100");
            }
            throw new PhotoUnavailableException("no such object", null);
        };
        index("0.5 100");
        assertThat(rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).image(i -> i.s3Object(
                o -> o.bucket("photos").name("faces/a b.jpg")))).faceMatches()).hasSize(1);
        assertThatThrownBy(() -> rekognition.detectFaces(r -> r.image(i -> i.s3Object(o -> o.bucket("photos").name("none.jpg")))))
                .isInstanceOf(InvalidS3ObjectException.class).hasMessageContaining(
                        "Unable to get object metadata from S3. Check object key, region and/or access permissions.");
    }

    @Test
    void imagesAreLimitedInSizeAndFormat() {
        assertThatThrownBy(() -> rekognition.detectFaces(r -> r.image(i -> i.bytes(SdkBytes.fromByteArray(new byte[5 * 1024 * 1024 + 1])))))
                .isInstanceOf(ImageTooLargeException.class);
        photos = (bucket, key, maxBytes, caller) -> new byte[maxBytes + 1];
        assertThatThrownBy(() -> rekognition.detectFaces(r -> r.image(i -> i.s3Object(o -> o.bucket("photos").name("large.jpg")))))
                .isInstanceOf(ImageTooLargeException.class);
        assertThatThrownBy(() -> rekognition.detectFaces(r -> r.image(image("garbage")))).isInstanceOf(InvalidImageFormatException.class);
    }

    @Test
    void aDetectedFaceIsDescribed() {
        var detail = rekognition.detectFaces(r -> r.image(image("0.5 100"))).faceDetails().get(0);
        assertThat(detail.boundingBox().left()).isCloseTo(10 / 400f, within(0.001f));
        assertThat(detail.boundingBox().top()).isCloseTo(20 / 300f, within(0.001f));
        assertThat(detail.landmarks()).extracting(landmark -> landmark.type())
                .containsExactly(LandmarkType.EYE_LEFT, LandmarkType.EYE_RIGHT, LandmarkType.NOSE);
        assertThat(detail.landmarks().get(0).x()).isLessThan(detail.landmarks().get(1).x());
        assertThat(detail.quality().brightness()).isEqualTo(60f);
        assertThat(detail.pose().yaw()).isZero();
    }

    @Test
    void twoPhotosAreCompared() {
        var answer = rekognition.compareFaces(r -> r.sourceImage(image("0.5 100")).targetImage(image("3.0 120", "0.5 80")));
        assertThat(answer.faceMatches()).singleElement().satisfies(match -> assertThat(match.similarity()).isEqualTo(100f));
        assertThat(answer.unmatchedFaces()).hasSize(1);
        assertThat(answer.sourceImageFace().boundingBox().width()).isCloseTo(0.25f, within(0.001f));
    }

    @Test
    void tooManyRequestsAreThrottledAsTheSdkExpects() throws IOException {
        stop();
        start(options -> options.withRequestsPerSecond(2));
        assertThatThrownBy(() -> {
            for (int i = 0; i < 50; i++) {
                rekognition.listCollections();
            }
        }).isInstanceOfSatisfying(ProvisionedThroughputExceededException.class,
                e -> assertThat(e.isThrottlingException()).isTrue());
    }

    @Test
    void whatThePolicyDoesNotGrantIsDenied() {
        authorizer = (principal, action, resource) -> principal.equals(ROLE) && action.equals("rekognition:SearchFacesByImage")
                && resource.equals("arn:aws:rekognition:eu-west-1:000000000000:collection/faces");
        assertThat(search(80, "0.5 100").faceMatches()).isEmpty();
        assertThatThrownBy(() -> index("0.5 100")).isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("is not authorized to perform: rekognition:IndexFaces on resource: "
                        + "arn:aws:rekognition:eu-west-1:000000000000:collection/faces");
        assertThatThrownBy(() -> rekognition.listCollections()).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void anOperationThatIsNotHereIsNamed() {
        assertThatThrownBy(() -> rekognition.detectLabels(r -> r.image(image("0.5 100"))))
                .isInstanceOf(RekognitionException.class)
                .hasMessageContaining("no operation 'RekognitionService.DetectLabels'; it has AssociateFaces, CompareFaces, CreateCollection");
    }

    @Test
    void collectionsOutliveTheServerAndDeletedFacesDoNot() throws IOException {
        stop();
        UnaryOperator<RekognitionOptions> stored = options -> options.withRequestsPerSecond(0)
                .withStorage(folder.resolve("faces"), folder.resolve("face.key"));
        start(stored);
        rekognition.createCollection(r -> r.collectionId(COLLECTION));
        String gone = index("0.5 100").faceRecords().get(0).face().faceId();
        String stays = index("0.6 100").faceRecords().get(0).face().faceId();
        rekognition.deleteFaces(r -> r.collectionId(COLLECTION).faceIds(gone));
        stop();
        start(stored);
        assertThat(search(0, "0.5 100").faceMatches()).extracting(match -> match.face().faceId()).containsExactly(stays);
        rekognition.deleteCollection(r -> r.collectionId(COLLECTION));
        try (var files = Files.list(folder.resolve("faces"))) {
            assertThat(files).isEmpty();
        }
    }
}
