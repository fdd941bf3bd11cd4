package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hybridface.local.rekognition.PaintedFaces.photo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.AccessDeniedException;
import software.amazon.awssdk.services.rekognition.model.DescribeCollectionResponse;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.FaceMatch;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.IndexFacesResponse;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidPaginationTokenException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.InvalidS3ObjectException;
import software.amazon.awssdk.services.rekognition.model.LandmarkType;
import software.amazon.awssdk.services.rekognition.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.rekognition.model.Reason;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;
import software.amazon.awssdk.services.rekognition.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.SearchFacesByImageResponse;

/** The protocol and the rules, seen by the real SDK client; what a face is, {@link PaintedFaces} says. */
class RekognitionServerTest {

    private static final Principal ROLE = new Principal("arn:aws:sts::000000000000:assumed-role/face-recogniser/local");
    private static final String COLLECTION = "faces";
    private static final String NO_SUCH_FACE = "00000000-0000-0000-0000-000000000000";

    @TempDir
    Path folder;
    private RekognitionServer server;
    private RekognitionClient rekognition;
    private volatile PhotoStore photos = PhotoStore.none();
    private volatile Authorizer authorizer = Authorizer.everything();

    @BeforeEach
    void start() throws IOException {
        start(options -> options.withRequestsPerSecond(0));
        rekognition.createCollection(r -> r.collectionId(COLLECTION));
    }

    @AfterEach
    void stop() {
        rekognition.close();
        server.close();
    }

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
        assertThat(found.faceModelVersion()).isEqualTo("1.0");
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
    void aPhotoWithoutAFaceIsAnInvalidParameter() {
        assertThatThrownBy(() -> search(80)).isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("There are no faces in the image. Should be at least 1.");
        assertThatThrownBy(() -> rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).image(image("0.5 20"))
                .qualityFilter("LOW"))).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void indexFacesTellsWhatItLeftOutAndWhy() {
        IndexFacesResponse answer = rekognition.indexFaces(r -> r.collectionId(COLLECTION).maxFaces(1)
                .image(image("0.1 100", "0.2 90", "0.3 80 blurred", "0.4 70 dark", "0.5 60 turned", "0.6 30", "0.7 50 doubtful")));
        assertThat(answer.faceRecords()).hasSize(1);
        assertThat(answer.faceRecords().get(0).faceDetail().quality().sharpness()).isEqualTo(60f);
        assertThat(answer.unindexedFaces()).extracting(face -> face.reasons().get(0)).containsExactlyInAnyOrder(
                Reason.EXCEEDS_MAX_FACES, Reason.LOW_SHARPNESS, Reason.LOW_BRIGHTNESS, Reason.EXTREME_POSE,
                Reason.SMALL_BOUNDING_BOX, Reason.LOW_CONFIDENCE);
        assertThat(answer.hasFaceRecords()).isTrue();
        assertThat(answer.orientationCorrection()).isNull();
    }

    @Test
    void indexingAPhotoWithoutAFaceIsNoError() {
        IndexFacesResponse answer = index("");
        assertThat(answer.faceRecords()).isEmpty();
        assertThat(answer.unindexedFaces()).isEmpty();
    }

    @Test
    void theSamePictureUnderTheSameExternalIdIsNotSavedTwice() {
        Face first = index("0.5 100").faceRecords().get(0).face();

        Face again = index("0.5 100").faceRecords().get(0).face();

        assertThat(again.faceId()).isEqualTo(first.faceId());
        assertThat(again.imageId()).isEqualTo(first.imageId());
        assertThat(rekognition.listFaces(r -> r.collectionId(COLLECTION)).faces()).hasSize(1);
    }

    @Test
    void anotherPictureAnotherExternalIdOrNoneIsAnotherFace() {
        String first = index("0.5 100").faceRecords().get(0).face().faceId();

        assertThat(index("0.5 101").faceRecords().get(0).face().faceId()).isNotEqualTo(first);
        rekognition.indexFaces(r -> r.collectionId(COLLECTION).externalImageId("person-2").image(image("0.5 100")));
        rekognition.indexFaces(r -> r.collectionId(COLLECTION).image(image("0.5 100")));
        rekognition.indexFaces(r -> r.collectionId(COLLECTION).image(image("0.5 100")));
        assertThat(rekognition.listFaces(r -> r.collectionId(COLLECTION)).faces()).hasSize(5);
    }

    @Test
    void aDeletedFaceIsSavedAgainUnderANewId() {
        String gone = index("0.5 100").faceRecords().get(0).face().faceId();
        rekognition.deleteFaces(r -> r.collectionId(COLLECTION).faceIds(gone));

        assertThat(index("0.5 100").faceRecords().get(0).face().faceId()).isNotEqualTo(gone);
    }

    @Test
    void withoutAFilterEveryFaceIsIndexed() {
        assertThat(rekognition.indexFaces(r -> r.collectionId(COLLECTION).qualityFilter("NONE")
                .image(image("0.1 20 blurred", "0.2 20 dark"))).faceRecords()).hasSize(2);
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
        assertViolation("Value null at 'image'", () -> rekognition.detectFaces(r -> r.attributesWithStrings("ALL")));
        assertThatThrownBy(() -> rekognition.detectFaces(r -> r.image(i -> {
        }))).isInstanceOf(InvalidParameterException.class);
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
                .hasMessageContaining("no operation 'RekognitionService.DetectLabels'; it has CompareFaces, CreateCollection");
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

    private void assertViolation(String text, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RekognitionException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            assertThat(e.awsErrorDetails().errorMessage()).startsWith("1 validation error detected: ").contains(text);
        });
    }

    private IndexFacesResponse index(String... faces) {
        return rekognition.indexFaces(r -> r.collectionId(COLLECTION).externalImageId("person-1").maxFaces(1).image(image(faces)));
    }

    private SearchFacesByImageResponse search(float threshold, String... faces) {
        return rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).faceMatchThreshold(threshold).image(image(faces)));
    }

    private static Image image(String... faces) {
        byte[] bytes = photo(String.join("\n", faces) + "\n");
        return Image.builder().bytes(SdkBytes.fromByteArray(bytes)).build();
    }

    private void start(UnaryOperator<RekognitionOptions> change) throws IOException {
        AccessKey key = new AccessKey("AKIDTEST", "secret", ROLE);
        server = RekognitionServer.start(change.apply(RekognitionOptions.of("eu-west-1")), new PaintedFaces(),
                (bucket, object, maxBytes, caller) -> photos.read(bucket, object, maxBytes, caller), Credentials.of(key),
                (principal, action, resource) -> authorizer.allows(principal, action, resource), Clock.systemUTC());
        rekognition = RekognitionClient.builder().endpointOverride(server.endpoint()).region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }
}
