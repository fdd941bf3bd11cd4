// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.IndexFacesResponse;
import software.amazon.awssdk.services.rekognition.model.Reason;

/** What gets into a collection, and what is left out or in it already. */
class IndexFacesTest extends ServerUnderTest {

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
}
