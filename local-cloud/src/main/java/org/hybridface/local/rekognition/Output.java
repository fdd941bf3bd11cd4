// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.Box;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;

/** The structures that answers are made of, with the member names of the API reference. */
final class Output {

    private Output() {
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode boundingBox(Box relative) {
        return object()
                .put("Width", (float) relative.width()).put("Height", (float) relative.height())
                .put("Left", (float) relative.x()).put("Top", (float) relative.y());
    }

    /** {@code Face}: what a collection knows of a face. */
    static ObjectNode face(StoredFace face, String modelVersion) {
        ObjectNode node = object().put("FaceId", face.faceId());
        node.set("BoundingBox", boundingBox(face.box()));
        node.put("ImageId", face.imageId());
        face.externalImageId().ifPresent(id -> node.put("ExternalImageId", id));
        return node.put("Confidence", (float) face.confidence()).put("IndexFacesModelVersion", modelVersion);
    }

    /** {@code FaceDetail}, or {@code ComparedFace}: the default attributes. */
    static ObjectNode faceDetail(Face face) {
        ObjectNode node = object();
        node.set("BoundingBox", boundingBox(face.relativeBox()));
        node.set("Landmarks", landmarks(face));
        node.set("Pose", object()
                .put("Roll", (float) face.pose().rollDegrees())
                .put("Yaw", (float) face.pose().yawDegrees())
                .put("Pitch", (float) face.pose().pitchDegrees()));
        node.set("Quality", object()
                .put("Brightness", (float) face.brightness())
                .put("Sharpness", (float) face.sharpness()));
        return node.put("Confidence", (float) face.confidence());
    }

    static ObjectNode faceMatch(StoredFace face, double similarity, String modelVersion) {
        ObjectNode node = object().put("Similarity", (float) similarity);
        node.set("Face", face(face, modelVersion));
        return node;
    }

    static ObjectNode user(StoredUser user) {
        return object().put("UserId", user.id()).put("UserStatus", user.status());
    }

    static ObjectNode userMatch(Model.UserMatch match) {
        ObjectNode node = object().put("Similarity", (float) match.similarity());
        node.set("User", user(match.user()));
        return node;
    }

    /** Why a face was not associated, disassociated or deleted. */
    static ObjectNode failure(String faceId, Optional<String> userId, String reason) {
        ObjectNode node = object().put("FaceId", faceId);
        userId.ifPresent(id -> node.put("UserId", id));
        node.set("Reasons", texts(List.of(reason)));
        return node;
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** Rekognition's left and right are the picture's, ours are the person's. The detectors see one point of the mouth only. */
    private static ArrayNode landmarks(Face face) {
        Landmarks found = face.detection().landmarks();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        array.add(landmark("eyeLeft", found.rightEye(), face));
        array.add(landmark("eyeRight", found.leftEye(), face));
        array.add(landmark("nose", found.nose(), face));
        return array;
    }

    private static ObjectNode landmark(String type, Point point, Face face) {
        return object().put("Type", type).put("X", (float) (point.x() / face.width())).put("Y", (float) (point.y() / face.height()));
    }
}
