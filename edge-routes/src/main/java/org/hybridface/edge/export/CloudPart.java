// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the cloud holds of a person, as its route {@code export-person} answered an operator: one answer, or several one after the other.
 *
 * @param ids      of the person, all of them when some were merged
 * @param seenBy   under which keys which devices saw the person, {@code thing#key}
 * @param notRead  places where the cloud could not look
 * @param asked    by whom, and when
 */
record CloudPart(List<ExportFile> files, Set<String> ids, Set<String> seenBy, Set<String> notRead, Optional<String> asked) {

    /** Nobody asked the cloud. */
    static final CloudPart NONE = new CloudPart(List.of(), Set.of(), Set.of(), Set.of(), Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names without a step out of the zip. */
    private static final Pattern PATH = Pattern.compile("(?!\\.)[A-Za-z0-9._:-]+(/(?!\\.)[A-Za-z0-9._:-]+)*");

    private record Part(int from, Optional<Integer> next, JsonNode answer) {
    }

    /** @throws UnusablePartException when it is no such answer, or one of several is missing */
    static CloudPart read(byte[] answers) throws UnusablePartException {
        List<Part> parts = new ArrayList<>();
        try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(answers)) {
            while (all.hasNext()) {
                parts.add(part(all.next()));
            }
        } catch (JsonProcessingException e) {
            throw new UnusablePartException("the cloud's part is not JSON: give the file that aws lambda invoke wrote, whole");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are always read", e);
        }
        parts.sort(Comparator.comparing(Part::from));
        requireAll(parts);
        List<ExportFile> files = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        Set<String> seenBy = new TreeSet<>();
        Set<String> notRead = new TreeSet<>();
        for (Part part : parts) {
            JsonNode export = part.answer.path("export");
            export.path("persons").forEach(id -> ids.add(id.asText()));
            Optional.ofNullable(export.get("person")).or(() -> Optional.ofNullable(export.get("faceId"))).ifPresent(id -> ids.add(id.asText()));
            export.path("seenBy").forEach(sighting -> seenBy.add(sighting.asText()));
            export.path("notRead").forEach(place -> notRead.add(place.asText()));
            for (JsonNode file : part.answer.path("files")) {
                files.add(file(file));
            }
        }
        JsonNode first = parts.get(0).answer.path("export");
        return new CloudPart(files, ids, seenBy, notRead, Optional.of(first.path("by").asText() + ", " + first.path("at").asText()));
    }

    private static Part part(JsonNode answer) throws UnusablePartException {
        JsonNode export = answer.path("export");
        if (!answer.path("files").isArray() || export.path("version").asInt() != 1) {
            throw new UnusablePartException("the cloud's part is not an answer to {\"action\":\"export\"}"
                    + (answer.has("detail") ? ": it says " + answer.path("detail").asText() : ""));
        }
        return new Part(export.path("from").asInt(), Optional.ofNullable(export.get("next")).map(JsonNode::asInt), answer);
    }

    private static void requireAll(List<Part> parts) throws UnusablePartException {
        int wanted = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean last = i == parts.size() - 1;
            if (part.from != wanted || !last && part.next.isEmpty()) {
                throw new UnusablePartException("the cloud's part has a gap or comes twice at \"from\":" + part.from + ", where " + wanted + " was expected");
            }
            wanted = part.next.orElse(wanted);
            if (last && part.next.isPresent()) {
                throw new UnusablePartException("the cloud has more: ask it again with \"from\":" + wanted + " and give all its answers");
            }
        }
        if (parts.isEmpty()) {
            throw new UnusablePartException("the cloud's part is empty");
        }
    }

    private static ExportFile file(JsonNode file) throws UnusablePartException {
        String path = file.path("path").asText();
        try {
            if (!PATH.matcher(path).matches() || !file.path("base64").isTextual()) {
                throw new UnusablePartException("the cloud's part names a file that cannot be one: " + path.replaceAll("[^A-Za-z0-9._/-]", "?"));
            }
            return new ExportFile(path, file.path("what").asText(), file.path("where").asText(), Optional.ofNullable(file.get("at")).map(JsonNode::asText).map(Instant::parse),
                    file.path("until").asText(), file.path("base64").binaryValue());
        } catch (IOException | DateTimeException e) {
            throw new UnusablePartException("the cloud's part is damaged at " + path);
        }
    }
}
