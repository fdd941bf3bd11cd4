// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hybridface.edge.cache.EditedFaces;
import org.hybridface.edge.people.Everybody;
import org.hybridface.edge.people.Somebody;

/**
 * Everything held of one person as a zip: {@code README.txt} for whoever reads nothing else, {@code manifest.json}, {@code device/<thing>/} and
 * {@code cloud/}. Thread safe.
 */
public final class PersonExport {

    /** An export's name, and what it holds. */
    public record Zip(String name, byte[] bytes, int files) {
    }

    private static final List<String> NOT_IN_HERE = List.of(
            "the table's past, which AWS keeps for 35 days so that the table can be brought back as it was (point-in-time recovery)",
            "the table's stream of changes, which AWS keeps for a day",
            "log lines of the cloud: ids, no names; the log group's retention ends them",
            "log lines of devices, with names where somebody was named: as long as the device's system keeps its journal",
            "backups that somebody made with bin/edge backup, sealed with a password",
            "vectors inside Amazon Rekognition: AWS gives them to nobody; collection.json names them by their ids");

    private final String thing;
    private final EditedFaces cache;
    private final DevicePart device;
    private final Clock clock;

    /** @param clock of the wall */
    public PersonExport(String thing, DeviceStores stores, Supplier<Retention> retention, Clock clock) {
        this.thing = thing;
        this.cache = stores.cache();
        this.device = new DevicePart(stores, retention);
        this.clock = clock;
    }

    /**
     * @param whom  a key, or the id of a person
     * @param cloud what the cloud answered an operator, one answer after the other; empty when nobody asked it
     * @return empty when neither this device nor what the cloud answered knows the person
     * @throws UnusablePartException when the cloud's part is none, is incomplete, or is another person's
     * @throws IOException           when a place of this device cannot be read
     */
    public Optional<Zip> of(String whom, byte[] cloud) throws IOException, UnusablePartException {
        CloudPart part = cloud.length == 0 ? CloudPart.NONE : CloudPart.read(cloud);
        Optional<Somebody> somebody = somebody(whom);
        if (somebody.isEmpty() && !part.ids().contains(whom)) {
            if (part != CloudPart.NONE) {
                throw new UnusablePartException("the cloud's part is another person's than " + whom);
            }
            return Optional.empty();
        }
        Set<String> own = somebody.map(PersonExport::ids).orElseGet(TreeSet::new);
        if (part != CloudPart.NONE && somebody.isPresent() && own.stream().noneMatch(part.ids()::contains)) {
            throw new UnusablePartException("the cloud's part is another person's: ask it for " + String.join(" or ", own));
        }
        List<ExportFile> files = new ArrayList<>();
        if (somebody.isPresent()) {
            device.of(somebody.get()).forEach(file -> files.add(file.in("device/" + thing)));
        }
        part.files().forEach(file -> files.add(file.in("cloud")));
        Instant now = clock.instant();
        String name = "person-" + whom.replaceAll("[^A-Za-z0-9-]", "_") + ".zip";
        return Optional.of(new Zip(name, zip(readme(somebody, part, files, now), manifest(whom, somebody, part, files, now), files, now), files.size()));
    }

    private Optional<Somebody> somebody(String whom) {
        String current = cache.current(whom);
        return Everybody.of(cache.list(), cache.knownElsewhere()).people().stream()
                .filter(one -> one.id().equals(whom) || one.faces().stream().anyMatch(face -> face.key().equals(current) || face.faceId().filter(whom::equals).isPresent()))
                .findFirst();
    }

    private static Set<String> ids(Somebody somebody) {
        Set<String> ids = new TreeSet<>(Set.of(somebody.id()));
        somebody.faces().forEach(face -> {
            face.person().ifPresent(ids::add);
            face.faceId().ifPresent(ids::add);
        });
        return ids;
    }

    private byte[] manifest(String whom, Optional<Somebody> somebody, CloudPart part, List<ExportFile> files, Instant now) throws IOException {
        ObjectNode manifest = DevicePart.JSON.createObjectNode().put("version", 1).put("made", now.toString()).put("device", thing).put("person", somebody.map(Somebody::id).orElse(whom));
        somebody.flatMap(Somebody::name).ifPresent(name -> manifest.put("name", name));
        part.asked().ifPresentOrElse(asked -> manifest.put("cloudAsked", asked), () -> manifest.put("cloudAsked", false));
        put(manifest, "cloudCouldNotRead", part.notRead());
        put(manifest, "otherDevices", otherDevices(part));
        put(manifest, "notInHere", NOT_IN_HERE);
        ArrayNode list = manifest.putArray("files");
        files.forEach(file -> file.describe(list.addObject()));
        return DevicePart.JSON.writeValueAsBytes(manifest);
    }

    private Set<String> otherDevices(CloudPart part) {
        return part.seenBy().stream().map(sighting -> sighting.replaceFirst("#.*", "")).filter(other -> !other.equals(thing)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void put(ObjectNode node, String field, Iterable<String> texts) {
        ArrayNode array = node.putArray(field);
        texts.forEach(array::add);
    }

    private byte[] readme(Optional<Somebody> somebody, CloudPart part, List<ExportFile> files, Instant now) {
        StringBuilder text = new StringBuilder("What is held of " + somebody.flatMap(Somebody::name).orElse("one person") + "\n\nMade at " + now + " on the device " + thing
                + ". Nothing was changed, and nothing of anybody else is in here.\n\nEach line is a file of this zip: what it is, where it is held, and until when.\n\n");
        for (ExportFile file : files) {
            text.append(file.path()).append("\n    ").append(file.what()).append("\n    held: ").append(file.where()).append("\n    until: ").append(file.until()).append("\n");
        }
        text.append("\nWhat is not in here\n\n");
        if (part == CloudPart.NONE) {
            text.append("- What the cloud holds. An operator asks it, and makes this zip anew with its answer: see docs/privacy.md.\n");
        }
        Set<String> others = otherDevices(part);
        if (!others.isEmpty()) {
            text.append("- What other devices hold that saw the person: make the same zip on ").append(String.join(", ", others)).append(".\n");
        }
        part.notRead().forEach(place -> text.append("- What the cloud could not look into: ").append(place).append(".\n"));
        NOT_IN_HERE.forEach(line -> text.append("- ").append(line).append(".\n"));
        text.append("\nmanifest.json says the same for programs, with the SHA-256 of each file.\n");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(byte[] readme, byte[] manifest, List<ExportFile> files, Instant now) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, "README.txt", readme, now);
            add(zip, "manifest.json", manifest, now);
            for (ExportFile file : files) {
                add(zip, file.path(), file.bytes(), file.at().orElse(now));
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content, Instant at) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(at));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
