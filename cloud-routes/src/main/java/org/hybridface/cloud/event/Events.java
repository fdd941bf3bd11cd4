// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.hybridface.messages.Correction;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.FaceSeen;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.NameFace;
import org.hybridface.messages.NewFaceEvent;
import org.hybridface.messages.Sha256;
import org.hybridface.messages.ThingName;
import org.hybridface.messages.Topics;

/** Reads what Lambda was called with, and decides ids and where photos lie. Pure but for the clock. Thread safe. */
public final class Events {

    /** A JPEG's first bytes in base64: stands in for a photo to see whether the rest of a message is sound. */
    private static final String JPEG_START = "/9j/";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final String bucket;
    private final Clock clock;

    /** @param bucket where photos lie */
    public Events(String bucket, Clock clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    /**
     * A device's unknown face. When only the photo is unusable, the event comes back without one: the device can be answered
     * then.
     *
     * @throws InvalidMessageException when the event breaks the contract otherwise
     */
    public FaceEvent newFace(@Body byte[] json) {
        NewFaceEvent event;
        byte[] photo;
        try {
            event = NewFaceEvent.fromJson(json);
            photo = event.face().photo();
        } catch (InvalidMessageException e) {
            event = withoutPhoto(json, e);
            photo = new byte[0];
        }
        String id = event.face().uuid().toString();
        Instant now = clock.instant();
        // The event id is the person id: a run that takes over enrols the same person again, not a second one.
        return new FaceEvent(id, id, photo, uri("faces/" + event.thing() + "/" + DAY.format(now) + "/" + id + ".jpg"), false,
                Optional.of(new Sighting(event.thing(), event.face().deviceKey().toString())), Optional.empty(), now);
    }

    private static NewFaceEvent withoutPhoto(byte[] json, InvalidMessageException cause) {
        JsonNode node = Json.parse(json);
        if (!(node instanceof ObjectNode message)) {
            throw cause;
        }
        return NewFaceEvent.fromJson(Json.bytes(message.put("face", JPEG_START)));
    }

    /** @throws InvalidMessageException when the request breaks the contract or its photo lies in another bucket */
    public EnrolPerson enrolPerson(@Body byte[] json) {
        EnrolPerson request = EnrolPerson.fromJson(json);
        request.photoUri().filter(uri -> !uri.getAuthority().equals(bucket)).ifPresent(uri -> {
            throw new InvalidMessageException("'photo' lies in bucket " + uri.getAuthority()
                    + ", but this function reads only " + bucket + "; copy it there or send it inside as 'face'");
        });
        return request;
    }

    /** The object name of a stored photo in the bucket. */
    public String storedKey(@Variable("request") EnrolPerson request) {
        return request.photoUri().orElseThrow().getPath().substring(1);
    }

    /** The photo that travelled inside the request. */
    public byte[] photoInside(@Variable("request") EnrolPerson request) {
        return request.photo().orElseThrow();
    }

    /**
     * A labelled photo. All ids follow from name and photo, so that the same photo under the same name is the same event,
     * for ever, and all photos of one name are one person.
     *
     * @param photo JPEG bytes
     */
    public FaceEvent labelled(@Variable("request") EnrolPerson request, @Body byte[] photo) {
        String personId = uuid("person:" + request.name());
        String digest = Sha256.hex(photo);
        URI uri = request.photoUri().orElseGet(() -> uri("people/" + personId + "/" + digest + ".jpg"));
        return new FaceEvent(ofLabelledPhoto(personId, digest), personId, photo, uri, false, Optional.empty(),
                Optional.of(request.name()), clock.instant());
    }

    /**
     * The event of a labelled photo.
     *
     * @param digest SHA-256 of the photo, in hexadecimal digits
     */
    public static String ofLabelledPhoto(String personId, String digest) {
        return uuid("photo:" + personId + ":" + digest);
    }

    /** @throws InvalidMessageException when the message breaks the contract */
    public Naming naming(@Body byte[] json) {
        return new Naming(Json.parse(json).path("thing").asText(), NameFace.fromJson(json));
    }

    /** @throws InvalidMessageException when the message breaks the contract */
    public Correcting correcting(@Body byte[] json) {
        JsonNode event = Json.parse(json);
        Optional<String> thing = event.path("topic").asText().equals(Topics.CORRECT) ? Optional.of(event.path("thing").asText()) : Optional.empty();
        return new Correcting(thing, Correction.fromJson(json));
    }

    /** @throws InvalidMessageException when the message breaks the contract */
    public Erasing erasing(@Body byte[] json) {
        JsonNode event = Json.parse(json);
        Optional<String> thing = event.path("topic").asText().equals(Topics.ERASE) ? Optional.of(event.path("thing").asText()) : Optional.empty();
        return new Erasing(thing, ErasePerson.fromJson(json));
    }

    /** @throws InvalidMessageException when the request breaks the contract */
    public Scrapped scrapped(@Body byte[] json) {
        return Scrapped.fromJson(json);
    }

    /** @throws InvalidMessageException when the request breaks the contract */
    public Exporting exporting(@Body byte[] json) {
        return Exporting.fromJson(json);
    }

    /** @throws InvalidMessageException when the message breaks the contract */
    public ErasedHere erasedHere(@Body byte[] json) {
        return ErasedHere.fromJson(json);
    }

    /** @throws InvalidMessageException when the message breaks the contract */
    public Recognition recognition(@Body byte[] json) {
        return new Recognition(Json.parse(json).path("thing").asText(), FaceSeen.fromJson(json));
    }

    /** The device that speaks: whose mailbox has room again, or that erased somebody. */
    public String thing(@Body byte[] json) {
        return ThingName.require(Json.parse(json).path("thing").asText());
    }

    private URI uri(String key) {
        return URI.create("s3://" + bucket + "/" + key);
    }

    private static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
