// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.camel.Variable;
import org.hybridface.cloud.device.DeviceShadow;
import org.hybridface.cloud.eraser.FailedMessages;
import org.hybridface.cloud.eraser.Mailboxes;
import org.hybridface.cloud.eraser.Outside;
import org.hybridface.cloud.eraser.PhotoVersions;
import org.hybridface.cloud.erasure.Place;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.Exporting;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.table.TraceItems;
import org.hybridface.messages.LogValue;
import org.hybridface.messages.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The steps of an export. Each reads one place and changes nothing. Thread safe. */
public final class Exporter {

    /** Photos in one part: in base64 and with the rest below the 6 MB that Lambda answers (Lambda developer guide, "Quotas"). */
    private static final int MOST_PHOTO_BYTES = 3_500_000;

    private static final String FOR_GOOD = "until the person is erased";
    private static final Logger LOG = LoggerFactory.getLogger("face");

    private final TraceItems items;
    private final S3Client s3;
    private final String bucket;
    private final PhotoVersions versions;
    private final Mailboxes mailboxes;
    private final Outside outside;
    private final Duration keepPhotos;
    private final Clock clock;

    /** @param keepPhotos how long a photo that a device sent lies in the bucket */
    public Exporter(TraceItems items, S3Client s3, String bucket, DeviceShadow shadow, Outside outside, Duration keepPhotos, Clock clock) {
        this.items = items;
        this.s3 = s3;
        this.bucket = bucket;
        this.versions = new PhotoVersions(s3, bucket);
        this.mailboxes = new Mailboxes(shadow, outside.mailboxes());
        this.outside = outside;
        this.keepPhotos = keepPhotos;
        this.clock = clock;
    }

    /**
     * Finds all that leads to the person. That nothing does is an answer as well.
     *
     * @throws org.hybridface.cloud.person.RefusedException when the id is another thing's
     */
    public Held find(@Variable("exporting") Exporting exporting) {
        items.requireRightKind(exporting.who());
        Optional<String> face = exporting.who().faceId();
        Optional<String> person = exporting.who().person().or(() -> face.flatMap(id -> items.personOf(id, Optional.empty())));
        Traces begun = Traces.NONE.withPersons(person.stream().toList()).withFaces(face.stream().toList());
        return new Held(exporting, items.find(begun), List.of(), OptionalInt.empty());
    }

    public Held table(@Variable("held") Held held) {
        if (!held.isFirstPart()) {
            return held;
        }
        List<HeldFile> files = new ArrayList<>();
        items.held(held.traces()).forEach(item -> files.add(HeldFile.json("table/" + item.name() + ".json", item.what(), "table of faces and persons (DynamoDB)",
                item.expires().map(Instant::toString).orElse(FOR_GOOD), item.content())));
        return held.with(files);
    }

    public Held collection(@Variable("held") Held held) {
        if (!held.isFirstPart()) {
            return held;
        }
        Set<String> known = outside.pages().map(pages -> pages.known(held.traces().faces())).orElse(Set.of());
        ArrayNode faces = Json.MAPPER.createArrayNode();
        known.stream().sorted().forEach(faces::add);
        ArrayNode users = Json.MAPPER.createArrayNode();
        outside.vectors().ifPresent(vectors -> held.traces().persons().stream().sorted().forEach(person -> {
            Set<String> made = vectors.faces(person);
            if (!made.isEmpty()) {
                ArrayNode of = users.addObject().put("userId", person).putArray("madeOfFaces");
                made.forEach(of::add);
            }
        }));
        if (faces.isEmpty() && users.isEmpty()) {
            return held;
        }
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.set("faceIds", faces);
        content.set("users", users);
        return held.with(List.of(HeldFile.json("collection.json", "faces in the collection by their ids: Amazon Rekognition keeps a vector of each, and of a user one "
                + "more, which nobody can read", "collection of faces (Amazon Rekognition)", "as long as the table's item of the face", content)));
    }

    /** The photos from where the part before ended, as many as fit. */
    public Held photos(@Variable("held") Held held) {
        List<String> names = held.traces().photos().stream().sorted().toList();
        List<HeldFile> files = new ArrayList<>();
        int bytes = 0;
        for (int i = held.asked().from(); i < names.size(); i++) {
            Optional<HeldFile> photo = photo(names.get(i));
            bytes += photo.map(file -> file.bytes().length).orElse(0);
            if (bytes > MOST_PHOTO_BYTES && !files.isEmpty()) {
                return held.with(files).goesOnFrom(i);
            }
            photo.ifPresent(files::add);
        }
        return held.with(files).with(held.isFirstPart() ? older(names) : List.of());
    }

    private Optional<HeldFile> photo(String name) {
        try {
            ResponseBytes<GetObjectResponse> photo = s3.getObjectAsBytes(get -> get.bucket(bucket).key(name));
            Optional<Instant> stored = Optional.ofNullable(photo.response().lastModified());
            boolean ofDevice = name.startsWith("faces/");
            String until = ofDevice ? stored.map(at -> at.plus(keepPhotos).toString()).orElse(keepPhotos.toDays() + " days after it was stored") : FOR_GOOD;
            return Optional.of(new HeldFile("photos/" + name, ofDevice ? "photo that the camera of a device took" : "photo that somebody gave with the name",
                    "bucket " + bucket + " (S3)", stored, until, photo.asByteArray()));
        } catch (NoSuchKeyException e) {
            // The bucket's own rule took it away, and the table still names it.
            return Optional.empty();
        }
    }

    /** A bucket that had versioning once keeps what was deleted there; the function may not open it. */
    private List<HeldFile> older(List<String> names) {
        List<PhotoVersions.Version> older = versions.of(names).filter(version -> !version.isOnly()).toList();
        if (older.isEmpty()) {
            return List.of();
        }
        ArrayNode content = Json.MAPPER.createArrayNode();
        older.forEach(version -> content.addObject().put("photo", version.key()).put("versionId", version.id()));
        return List.of(HeldFile.json("photo-versions.json", "versions of the photos by their ids, kept since the bucket has or had versioning: get each with aws s3api get-object "
                + "--version-id", "bucket " + bucket + " (S3)", FOR_GOOD, content));
    }

    public Held mailboxes(@Variable("held") Held held) {
        return held.isFirstPart() ? held.with(mailboxes.said(held.traces()).entrySet().stream().map(mailbox -> HeldFile.json("mailboxes/" + mailbox.getKey() + ".json",
                "answers about the person that wait for the device " + mailbox.getKey(), "mailbox of the device (device shadow)", "until the device takes them out",
                mailbox.getValue())).toList()) : held;
    }

    public Held gallery(@Variable("held") Held held) {
        if (!held.isFirstPart()) {
            return held;
        }
        List<HeldFile> files = new ArrayList<>();
        outside.retained().ifPresent(retained -> held.traces().persons().stream().sorted().forEach(person -> retained.read(Topics.known(person)).ifPresent(message ->
                files.add(new HeldFile("shared/" + person + ".sealed", "what devices share of the person: name, and vectors of up to four looks. Sealed with the fleet's key, which "
                        + "the cloud does not have; the part of a device shows the same in the open", "broker (retained message)", Optional.empty(),
                        "as long as gallery.keep of the devices says", message)))));
        return held.with(files);
    }

    public Held failures(@Variable("held") Held held) {
        if (!held.isFirstPart()) {
            return held;
        }
        List<String> bodies = outside.failures().map(queue -> queue.find(body -> FailedMessages.isOf(body, held.traces()))).orElse(List.of());
        List<HeldFile> files = new ArrayList<>();
        for (String body : bodies) {
            files.add(new HeldFile("failures/" + (files.size() + 1) + ".json", "an event about the person that failed for good, as it came", "failure queue (SQS)",
                    Optional.empty(), "14 days after it failed, unless it is delivered again", body.getBytes(StandardCharsets.UTF_8)));
        }
        return held.with(files);
    }

    /** The function's result: a list of files, which {@code bin/edge export} puts together with a device's. */
    public byte[] answer(@Variable("held") Held held) {
        Exporting asked = held.asked();
        LOG.info("{} status=exported by={} files={}", asked, LogValue.of(asked.who().by()), held.files().size());
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode export = root.putObject("export").put("version", 1).put("at", clock.instant().toString()).put("by", asked.who().by());
        asked.who().person().ifPresent(person -> export.put("person", person));
        asked.who().faceId().ifPresent(face -> export.put("faceId", face));
        export.put("from", asked.from());
        put(export, "persons", held.traces().persons());
        put(export, "seenBy", held.traces().sightings());
        put(export, "notRead", outside.closed().stream().map(Place::word).toList());
        held.next().ifPresent(next -> export.put("next", next));
        ArrayNode files = root.putArray("files");
        held.files().forEach(file -> files.add(file.toNode()));
        return Json.bytes(root);
    }

    private static void put(ObjectNode node, String field, Iterable<String> texts) {
        ArrayNode array = node.putArray(field);
        texts.forEach(array::add);
    }
}
