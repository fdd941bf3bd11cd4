// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.people.Somebody;
import org.hybridface.edge.visit.Visit;
import org.hybridface.edge.visit.Visit.Certainty;
import org.hybridface.edge.visit.VisitSearch;
import org.hybridface.messages.Known;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Embedding;

/** What a device holds of one person, place by place, and nothing of others. Thread safe. */
final class DevicePart {

    static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final DeviceStores stores;
    private final Supplier<Retention> retention;

    DevicePart(DeviceStores stores, Supplier<Retention> retention) {
        this.stores = stores;
        this.retention = retention;
    }

    /** @throws IOException when a place cannot be read: an export that misses something is none */
    List<ExportFile> of(Somebody somebody) throws IOException {
        List<ExportFile> files = new ArrayList<>();
        Set<String> keys = new TreeSet<>();
        for (FaceEntry face : somebody.faces()) {
            keys.add(face.key());
            files.add(json("faces/" + face.key() + ".json", "a remembered face: name, what the cloud said, and the vectors by which it is known again", Optional.of(time(face.firstSeen())),
                    "until " + retention.get().faces() + " others were seen since, or it is forgotten or erased", describe(face)));
            stores.pictures().apply(face.key()).ifPresent(jpeg -> files.add(new ExportFile("faces/" + face.key() + ".jpg", "a small picture for the page", "memory",
                    Optional.empty(), "until the device stops, or shows others", jpeg)));
            outbox(face.key(), files);
            setAside(face.key(), files);
        }
        visits(keys, files);
        if (somebody.elsewhere().isPresent()) {
            shared(somebody.elsewhere().get(), files);
        }
        corrections(somebody, keys, files);
        lines("journal.txt", "what happened to the face, as bin/edge explain tells it: keys and ids, no names", "until the journal is full, and its oldest half goes",
                stores.journal().about(keys, ids(somebody)), files);
        lines("record.jsonl", "who was in which frame, since edge.record names a file", "until somebody deletes the file", stores.record().about(keys), files);
        return files;
    }

    private ObjectNode describe(FaceEntry face) {
        ObjectNode node = JSON.createObjectNode().put("key", face.key()).put("state", face.state().word());
        face.name().ifPresent(name -> node.put("name", name));
        face.faceId().ifPresent(id -> node.put("faceId", id));
        face.similarity().ifPresent(similarity -> node.put("similarity", similarity));
        face.reason().ifPresent(reason -> node.put("reason", reason));
        node.put("firstSeen", time(face.firstSeen()).toString()).put("lastSeen", time(face.lastSeen()).toString()).put("asks", face.asks());
        face.lastAsk().ifPresent(at -> node.put("lastAsk", time(at).toString()));
        face.answeredAt().ifPresent(at -> node.put("answeredAt", time(at).toString()));
        face.eventId().ifPresent(id -> node.put("event", id));
        node.put("takenOverFromAnotherDevice", face.isAdopted());
        describe(face.whose(), node);
        ArrayNode vectors = node.putArray("vectors");
        for (Embedding look : face.embeddings()) {
            ArrayNode values = vectors.addObject().put("model", look.modelId()).putArray("values");
            for (float value : look.values()) {
                values.add(value);
            }
        }
        return node;
    }

    private static void describe(Whose whose, ObjectNode node) {
        whose.person().ifPresent(id -> node.put("person", id));
        node.put("neverAsk", whose.neverAsk());
        whose.consent().ifPresent(until -> node.put("consentUntil", until.toString()));
        // Who the others are is nothing of this person's.
        node.put("saidToDifferFrom", whose.differs().size());
    }

    private void shared(Known known, List<ExportFile> files) throws IOException {
        ObjectNode node = (ObjectNode) JSON.readTree(known.toJson());
        node.remove(List.of("differs"));
        node.put("saidToDifferFrom", known.whose().differs().size());
        files.add(json("shared.json", "what devices share of the person: name, and the vectors of some looks", Optional.of(known.told()), known.expires().toString(), node));
    }

    private void outbox(String key, List<ExportFile> files) throws IOException {
        Optional<NewFace> question = stores.outbox().waiting(key);
        if (question.isPresent()) {
            NewFace face = question.get();
            String until = face.capturedAt().plus(retention.get().questions()).toString();
            files.add(json("questions/" + key + ".json", "a question to the cloud that waits for the link", Optional.of(face.capturedAt()), until,
                    JSON.createObjectNode().put("event", face.uuid().toString()).put("key", face.key()).put("capturedAt", face.capturedAt().toString())));
            files.add(new ExportFile("questions/" + key + ".jpg", "the photo of that question", "disk, sealed", Optional.of(face.capturedAt()), until, face.photo()));
        }
    }

    private void setAside(String key, List<ExportFile> files) throws IOException {
        if (Files.isDirectory(stores.unreadable())) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(stores.unreadable(), key + ".face*")) {
                for (Path file : all) {
                    files.add(new ExportFile("unreadable/" + file.getFileName(), "a file that could not be read and was set aside, as it is", "disk", Optional.empty(),
                            "until somebody deletes it, or the person is erased", Files.readAllBytes(file)));
                }
            }
        }
    }

    private void visits(Set<String> keys, List<ExportFile> files) throws IOException {
        Map<String, Visit> visits = new LinkedHashMap<>();
        for (String key : keys) {
            stores.visits().find(new VisitSearch(Instant.EPOCH, Instant.MAX, Optional.of(key), Integer.MAX_VALUE)).stream().filter(visit -> keys.contains(visit.key()))
                    .forEach(visit -> visits.put(visit.id(), visit));
        }
        ArrayNode rows = JSON.createArrayNode();
        for (Visit visit : visits.values()) {
            ObjectNode row = rows.addObject().put("id", visit.id()).put("key", visit.key()).put("begun", visit.begun().toString()).put("lastSeen", visit.lastSeen().toString());
            visit.name().ifPresent(name -> row.put("name", name));
            row.put("certain", visit.certainty() == Certainty.CERTAIN);
            visit.cameras().forEach(row.putArray("cameras")::add);
            Optional<byte[]> picture = visit.picture().isPresent() ? stores.visits().picture(visit.id()) : Optional.empty();
            picture.ifPresent(jpeg -> files.add(new ExportFile("visits/" + visit.id() + ".jpg", "a small picture of a visit", "disk, sealed", Optional.of(visit.lastSeen()),
                    visit.lastSeen().plus(Duration.ofDays(retention.get().visitDays())).toString(), jpeg)));
        }
        if (!rows.isEmpty()) {
            files.add(json("visits.json", "when the person was in view of which camera", Optional.empty(), retention.get().visitDays() + " days after each visit", rows));
        }
    }

    private void corrections(Somebody somebody, Set<String> keys, List<ExportFile> files) throws IOException {
        ArrayNode rows = JSON.createArrayNode();
        stores.corrections().about(keys, ids(somebody)).forEach(correction -> rows.addObject().put("id", correction.id().toString()).put("by", correction.by())
                .put("do", correction.act().word()));
        if (!rows.isEmpty()) {
            files.add(json("corrections.json", "corrections made at this device that wait for the link", Optional.empty(), "until the cloud has them", rows));
        }
    }

    private static Set<String> ids(Somebody somebody) {
        Set<String> ids = new HashSet<>();
        somebody.faces().forEach(face -> {
            face.faceId().ifPresent(ids::add);
            face.person().ifPresent(ids::add);
            face.eventId().ifPresent(ids::add);
        });
        somebody.elsewhere().ifPresent(known -> ids.addAll(List.of(known.person(), known.faceId())));
        return ids;
    }

    private static void lines(String path, String what, String until, List<String> lines, List<ExportFile> files) {
        if (!lines.isEmpty()) {
            files.add(new ExportFile(path, what, "disk", Optional.empty(), until, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Instant time(Instant at) {
        return stores.cache().timeOfDay(at);
    }

    private static ExportFile json(String path, String what, Optional<Instant> at, String until, JsonNode content) {
        try {
            return new ExportFile(path, what, "disk, sealed", at, until, JSON.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree is always written", e);
        }
    }
}
