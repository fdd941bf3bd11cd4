// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.Credentials;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;

/**
 * Measures what matching by users is worth against matching by faces, through the operations that the routes call, and writes the figures into
 * docs/accuracy.md. No test of the build: it looks at some thousand photos. Its command stands in that document.
 */
class UsersReport {

    private static final String BEGIN = "<!-- users: begin -->";
    private static final String END = "<!-- users: end -->";
    private static final double[] THRESHOLDS = {80, 90, 95, 99};
    private static final int ENROLLED_OF_A_PERSON = 3;
    private static final String COLLECTION = "people";

    private final Path root = Path.of(System.getProperty("project.root", ".."));
    private final StringBuilder report = new StringBuilder();

    /** Who is nearest, and how near; nobody where no face could be searched. */
    private record Found(String name, double similarity) {

        static final Found NOBODY = new Found("", 0);

        Found atLeast(double threshold) {
            return similarity >= threshold ? this : NOBODY;
        }
    }

    /** A photo that was searched; the name is empty for a stranger. */
    private record Probe(String name, Found byFace, Found byUser) {

        boolean isStranger() {
            return name.isEmpty();
        }
    }

    @Test
    void measure() throws IOException {
        LabelledPhotos photos = new LabelledPhotos(Path.of(System.getProperty("photos", root + "/../shared/faces/lfw-dev")));
        Assumptions.assumeTrue(Files.isDirectory(photos.folder()), "skipped: there is no " + photos.folder() + "; -Dphotos=<folder>");
        AccessKey key = new AccessKey("AKIDREPORT", "secret", ServerUnderTest.ROLE);
        try (RekognitionServer server = RekognitionServer.start(RekognitionOptions.of("eu-west-1").withRequestsPerSecond(0),
                FaceModels.open(Optional.empty()), PhotoStore.none(), Credentials.of(key), Authorizer.everything(), Clock.systemUTC());
                RekognitionClient rekognition = RekognitionClient.builder().endpointOverride(server.endpoint()).region(Region.EU_WEST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())))
                        .httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
            measure(rekognition, photos.people());
        }
        write();
    }

    private void measure(RekognitionClient rekognition, Map<String, List<Path>> people) {
        rekognition.createCollection(r -> r.collectionId(COLLECTION));
        Map<String, String> names = new HashMap<>();
        int faces = 0;
        for (Map.Entry<String, List<Path>> person : people.entrySet()) {
            if (isEnrolled(person.getValue())) {
                faces += enrol(rekognition, person.getValue().subList(0, ENROLLED_OF_A_PERSON), person.getKey(), names);
            }
        }
        List<Probe> probes = new ArrayList<>();
        people.forEach((name, files) -> files.stream().skip(isEnrolled(files) ? ENROLLED_OF_A_PERSON : 0).forEach(file ->
                probes.add(new Probe(isEnrolled(files) ? name : "", byFace(rekognition, file, names), byUser(rekognition, file, names)))));
        long known = probes.stream().filter(probe -> !probe.isStranger()).count();
        line("%d people enrolled with %d photos each (%d faces indexed), %d further photos of them and %d photos of %d strangers searched.%n",
                names.values().stream().distinct().count(), ENROLLED_OF_A_PERSON, faces, known, probes.size() - known,
                people.values().stream().filter(files -> !isEnrolled(files)).count());
        line("Rank-1, whatever the similarity: faces %s, users %s.%n", rankOne(probes, Probe::byFace), rankOne(probes, Probe::byUser));
        line("| threshold | mode | right name | wrong name | no name | strangers with a name |");
        line("|---|---|---|---|---|---|");
        for (double threshold : THRESHOLDS) {
            row(threshold, "faces", probes, probe -> probe.byFace().atLeast(threshold));
            row(threshold, "users alone", probes, probe -> probe.byUser().atLeast(threshold));
            row(threshold, "users, then faces", probes, probe -> probe.byUser().similarity() >= threshold ? probe.byUser()
                    : probe.byFace().atLeast(threshold));
        }
        line("");
    }

    private static boolean isEnrolled(List<Path> photosOfAPerson) {
        return photosOfAPerson.size() >= ENROLLED_OF_A_PERSON;
    }

    /** As the routes do: each photo indexed, and all of a person's faces associated with one user. */
    private static int enrol(RekognitionClient rekognition, List<Path> files, String name, Map<String, String> names) {
        String personId = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        names.put(personId, name);
        List<String> faceIds = files.stream().flatMap(file -> rekognition.indexFaces(r -> r.collectionId(COLLECTION).image(image(file))
                .externalImageId(personId).maxFaces(1).qualityFilter("AUTO")).faceRecords().stream()).map(record -> record.face().faceId()).toList();
        rekognition.createUser(r -> r.collectionId(COLLECTION).userId(personId));
        // One after the other, as the table's stream brings them; a face unlike the others stays out of the vector.
        faceIds.forEach(faceId -> rekognition.associateFaces(r -> r.collectionId(COLLECTION).userId(personId).faceIds(faceId)));
        return faceIds.size();
    }

    private static Found byFace(RekognitionClient rekognition, Path file, Map<String, String> names) {
        try {
            return rekognition.searchFacesByImage(r -> r.collectionId(COLLECTION).image(image(file)).maxFaces(1).faceMatchThreshold(0f)
                    .qualityFilter("LOW")).faceMatches().stream().findFirst()
                    .map(match -> new Found(names.get(match.face().externalImageId()), match.similarity())).orElse(Found.NOBODY);
        } catch (InvalidParameterException e) {
            return Found.NOBODY;
        }
    }

    private static Found byUser(RekognitionClient rekognition, Path file, Map<String, String> names) {
        return rekognition.searchUsersByImage(r -> r.collectionId(COLLECTION).image(image(file)).maxUsers(1).userMatchThreshold(0f)
                .qualityFilter("LOW")).userMatches().stream().findFirst()
                .map(match -> new Found(names.get(match.user().userId()), match.similarity())).orElse(Found.NOBODY);
    }

    private static Image image(Path file) {
        try {
            return Image.builder().bytes(SdkBytes.fromByteArray(Files.readAllBytes(file))).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rankOne(List<Probe> probes, Function<Probe, Found> mode) {
        List<Probe> known = probes.stream().filter(probe -> !probe.isStranger()).toList();
        return share(known.stream().filter(probe -> mode.apply(probe).name().equals(probe.name())).count(), known.size());
    }

    private void row(double threshold, String mode, List<Probe> probes, Function<Probe, Found> found) {
        List<Probe> known = probes.stream().filter(probe -> !probe.isStranger()).toList();
        long right = known.stream().filter(probe -> found.apply(probe).name().equals(probe.name())).count();
        long none = known.stream().filter(probe -> found.apply(probe).name().isEmpty()).count();
        long named = probes.stream().filter(Probe::isStranger).filter(probe -> !found.apply(probe).name().isEmpty()).count();
        line("| %.0f | %s | %s | %s | %s | %s |", threshold, mode, share(right, known.size()), share(known.size() - right - none, known.size()),
                share(none, known.size()), share(named, probes.size() - known.size()));
    }

    private static String share(long part, int whole) {
        return String.format(Locale.ROOT, "%.1f %% (%d of %d)", 100.0 * part / whole, part, whole);
    }

    private void line(String format, Object... values) {
        report.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void write() throws IOException {
        System.out.println(report);
        Path file = root.resolve("docs/accuracy.md");
        String text = Files.readString(file);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (to > from) {
            Files.writeString(file, text.substring(0, from) + "\n" + report + text.substring(to));
        }
    }
}
