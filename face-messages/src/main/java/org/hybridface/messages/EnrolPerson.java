// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A labelled photo: enrol the face and name it in one step (seeding, bulk import). It reaches the Lambda by a direct invoke,
 * never over MQTT. The photo travels inside the event or lies in the photo bucket already; exactly one of the two.
 *
 * @param name     the person's name as it is to be shown
 * @param photo    JPEG bytes inside the event
 * @param photoUri where a JPEG is already stored, see {@link PhotoUri}
 */
public record EnrolPerson(String name, Optional<byte[]> photo, Optional<URI> photoUri) {

    /** The value of {@code action} that tells the Lambda which event this is. */
    public static final String ACTION = "enrol-person";

    public EnrolPerson {
        name = PersonName.require(name);
        if (photo.isPresent() == photoUri.isPresent()) {
            throw new InvalidMessageException("give either 'face' (base64 JPEG) or 'photo' (s3://bucket/key)");
        }
        photo.ifPresent(NewFace::requireJpeg);
        photoUri.ifPresent(PhotoUri::require);
    }

    public static EnrolPerson withPhoto(String name, byte[] jpeg) {
        return new EnrolPerson(name, Optional.of(jpeg), Optional.empty());
    }

    public static EnrolPerson stored(String name, URI s3Uri) {
        return new EnrolPerson(name, Optional.empty(), Optional.of(s3Uri));
    }

    public byte[] toJson() {
        ObjectNode node = Json.object().put("action", ACTION).put("version", NewFace.VERSION).put("name", name);
        photo.ifPresent(jpeg -> node.put("face", Base64.getEncoder().encodeToString(jpeg)));
        photoUri.ifPresent(uri -> node.put("photo", uri.toString()));
        return Json.bytes(node);
    }

    /** @throws InvalidMessageException when the event breaks the contract; the text says which field */
    public static EnrolPerson fromJson(byte[] json) {
        JsonNode node = Json.parseObject(json, "the event");
        Json.requireVersionIfAny(node.path("version"), NewFace.VERSION);
        return new EnrolPerson(
                Json.requiredText(node, "name"),
                Json.text(node, "face").map(NewFace::base64),
                Json.text(node, "photo").map(PhotoUri::parse));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnrolPerson that && name.equals(that.name) && photoUri.equals(that.photoUri)
                && Arrays.equals(photo.orElse(null), that.photo.orElse(null));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "EnrolPerson[photo=" + photoUri.map(URI::toString).orElse("inside") + "]";
    }
}
