// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.Principal;
import org.hybridface.vision.Embedding;

/** The operations that look at a photo. */
final class PhotoOperations {

    private static final int MAX_MATCHES = 4096;
    private static final List<String> ATTRIBUTES = List.of("DEFAULT", "ALL", "AGE_RANGE", "BEARD", "EMOTIONS", "EYE_DIRECTION",
            "EYEGLASSES", "EYES_OPEN", "GENDER", "MOUTH_OPEN", "MUSTACHE", "FACE_OCCLUDED", "SMILE", "SUNGLASSES");

    private final CollectionDirectory collections;
    private final PhotoAnalyser analyser;
    private final Images images;
    private final Model model;

    PhotoOperations(CollectionDirectory collections, PhotoAnalyser analyser, Images images, Model model) {
        this.collections = collections;
        this.analyser = analyser;
        this.images = images;
        this.model = model;
    }

    ObjectNode indexFaces(Input input, Principal caller) {
        String collectionId = input.text("CollectionId", Input.Text.COLLECTION_ID);
        Optional<String> externalImageId = input.optionalText("ExternalImageId", Input.Text.EXTERNAL_IMAGE_ID);
        int maxFaces = input.integer("MaxFaces", 1, Integer.MAX_VALUE, Selection.MAX_FACES_OF_A_PHOTO);
        QualityBar bar = input.qualityFilter(QualityBar.AUTO);
        requireDefaults(input, "DetectionAttributes");
        collections.get(collectionId);
        byte[] image = images.read(input, "Image", caller);
        List<Face> indexed;
        List<FaceCollection.Entry> entries = new ArrayList<>();
        ObjectNode answer = Output.object();
        ArrayNode records = answer.putArray("FaceRecords");
        try (PhotoAnalyser.Photo photo = analyser.open(image)) {
            Selection selection = Selection.of(photo.faces(), face -> shortcomings(photo, face, bar), maxFaces);
            indexed = selection.indexed();
            String imageId = imageId(image);
            for (Face face : indexed) {
                entries.add(new FaceCollection.Entry(new StoredFace(UUID.randomUUID().toString(), imageId, externalImageId,
                        face.relativeBox(), face.confidence()), photo.embed(face).values()));
            }
            ArrayNode refused = answer.putArray("UnindexedFaces");
            for (Selection.Unindexed unindexed : selection.unindexed()) {
                ObjectNode node = refused.addObject();
                node.set("Reasons", Output.texts(unindexed.reasons()));
                node.set("FaceDetail", Output.faceDetail(unindexed.face()));
            }
        }
        List<StoredFace> held = collections.add(collectionId, entries);
        for (int i = 0; i < held.size(); i++) {
            ObjectNode record = records.addObject();
            record.set("Face", Output.face(held.get(i), model.version()));
            record.set("FaceDetail", Output.faceDetail(indexed.get(i)));
        }
        return answer.put("FaceModelVersion", model.version());
    }

    /** The same picture has the same id each time it comes, by which a duplicate is known. */
    private static String imageId(byte[] image) {
        return UUID.nameUUIDFromBytes(FaceRecords.sha256(image)).toString();
    }

    ObjectNode searchFacesByImage(Input input, Principal caller) {
        FaceCollection collection = collections.get(input.text("CollectionId", Input.Text.COLLECTION_ID));
        int maxFaces = input.integer("MaxFaces", 1, MAX_MATCHES, MAX_MATCHES);
        double threshold = input.percent("FaceMatchThreshold", Model.DEFAULT_MATCH_THRESHOLD);
        QualityBar bar = input.qualityFilter(QualityBar.NONE);
        try (PhotoAnalyser.Photo photo = analyser.open(images.read(input, "Image", caller))) {
            Face largest = largest(photo, bar);
            ObjectNode answer = Output.object();
            answer.set("SearchedFaceBoundingBox", Output.boundingBox(largest.relativeBox()));
            answer.put("SearchedFaceConfidence", (float) largest.confidence());
            ArrayNode matches = answer.putArray("FaceMatches");
            for (Model.Match match : model.matches(collection, photo.embed(largest).values(), threshold, maxFaces)) {
                matches.add(Output.faceMatch(match.face(), match.similarity(), model.version()));
            }
            return answer.put("FaceModelVersion", model.version());
        }
    }

    /** Unlike SearchFacesByImage, a photo without a face that could be searched is answered, without {@code SearchedFace}. */
    ObjectNode searchUsersByImage(Input input, Principal caller) {
        FaceCollection collection = collections.get(input.text("CollectionId", Input.Text.COLLECTION_ID));
        int maxUsers = input.integer("MaxUsers", 1, UserOperations.MAX_USERS, UserOperations.MAX_USERS);
        double threshold = input.percent("UserMatchThreshold", Model.DEFAULT_MATCH_THRESHOLD);
        QualityBar bar = input.qualityFilter(QualityBar.NONE);
        try (PhotoAnalyser.Photo photo = analyser.open(images.read(input, "Image", caller))) {
            Optional<Face> searched = searchable(photo, bar);
            ObjectNode answer = Output.object();
            ArrayNode matches = answer.putArray("UserMatches");
            searched.ifPresent(face -> {
                answer.putObject("SearchedFace").set("FaceDetail", Output.faceDetail(face));
                model.users(collection, photo.embed(face).values(), threshold, maxUsers).forEach(match -> matches.add(Output.userMatch(match)));
            });
            ArrayNode others = answer.putArray("UnsearchedFaces");
            photo.faces().stream().filter(face -> !searched.equals(Optional.of(face))).forEach(face -> {
                List<String> shortcomings = shortcomings(photo, face, bar);
                ObjectNode other = others.addObject();
                other.set("FaceDetails", Output.faceDetail(face));
                other.set("Reasons", Output.texts(shortcomings.isEmpty() ? List.of("FACE_NOT_LARGEST") : shortcomings));
            });
            return answer.put("FaceModelVersion", model.version());
        }
    }

    ObjectNode detectFaces(Input input, Principal caller) {
        requireDefaults(input, "Attributes");
        try (PhotoAnalyser.Photo photo = analyser.open(images.read(input, "Image", caller))) {
            ObjectNode answer = Output.object();
            ArrayNode details = answer.putArray("FaceDetails");
            photo.faces().forEach(face -> details.add(Output.faceDetail(face)));
            return answer;
        }
    }

    /** One photo after the other: a call that holds two analysers at once could wait for itself. */
    ObjectNode compareFaces(Input input, Principal caller) {
        double threshold = input.percent("SimilarityThreshold", Model.DEFAULT_MATCH_THRESHOLD);
        QualityBar bar = input.qualityFilter(QualityBar.NONE);
        byte[] sourceImage = images.read(input, "SourceImage", caller);
        byte[] targetImage = images.read(input, "TargetImage", caller);
        ObjectNode answer = Output.object();
        Embedding source;
        try (PhotoAnalyser.Photo photo = analyser.open(sourceImage)) {
            Face largest = largest(photo, bar);
            source = photo.embed(largest);
            ObjectNode face = answer.putObject("SourceImageFace");
            face.set("BoundingBox", Output.boundingBox(largest.relativeBox()));
            face.put("Confidence", (float) largest.confidence());
        }
        List<Compared> compared = new ArrayList<>();
        try (PhotoAnalyser.Photo photo = analyser.open(targetImage)) {
            largest(photo, bar);
            photo.faces().stream().filter(face -> accepts(photo, face, bar)).limit(Selection.MAX_FACES_OF_A_PHOTO).forEach(face -> compared.add(
                    new Compared(face, model.similarity().of(source.distance(photo.embed(face))))));
        }
        compared.sort((a, b) -> Double.compare(b.similarity, a.similarity));
        ArrayNode matches = answer.putArray("FaceMatches");
        ArrayNode others = answer.putArray("UnmatchedFaces");
        for (Compared each : compared) {
            if (each.similarity >= threshold) {
                matches.addObject().put("Similarity", (float) each.similarity).set("Face", Output.faceDetail(each.face));
            } else {
                others.add(Output.faceDetail(each.face));
            }
        }
        return answer;
    }

    /** The models here see where faces are and how they look at the camera; an age or a smile would be invented. */
    private static void requireDefaults(Input input, String name) {
        Set<String> others = new TreeSet<>(input.enumeration(name, ATTRIBUTES));
        others.remove("DEFAULT");
        if (!others.isEmpty()) {
            throw AwsException.badRequest("InvalidParameterException", "Request has invalid parameters: " + name + " " + others
                    + ": the local Rekognition knows the DEFAULT attributes only; ask for these");
        }
    }

    /**
     * "For a given input image, first detects the largest face in the image, and then searches": when that one is below the bar, a smaller
     * one is somebody else.
     *
     * @see <a href="https://docs.aws.amazon.com/rekognition/latest/APIReference/API_SearchFacesByImage.html">SearchFacesByImage</a>
     */
    private Face largest(PhotoAnalyser.Photo photo, QualityBar bar) {
        return searchable(photo, bar).orElseThrow(() -> AwsException.badRequest(
                "InvalidParameterException", "There are no faces in the image. Should be at least 1."));
    }

    private Optional<Face> searchable(PhotoAnalyser.Photo photo, QualityBar bar) {
        return photo.faces().stream().filter(bar::isFace).findFirst().filter(face -> accepts(photo, face, bar));
    }

    private boolean accepts(PhotoAnalyser.Photo photo, Face face, QualityBar bar) {
        return shortcomings(photo, face, bar).isEmpty();
    }

    private List<String> shortcomings(PhotoAnalyser.Photo photo, Face face, QualityBar bar) {
        return bar.shortcomings(face, () -> photo.embed(face), analyser.lines());
    }

    private record Compared(Face face, double similarity) {
    }
}
