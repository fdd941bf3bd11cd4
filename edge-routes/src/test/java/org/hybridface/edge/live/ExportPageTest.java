// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything held of one person as a zip, from the page's own interface. */
class ExportPageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADA = UUID.randomUUID().toString();
    private static final String BOB = UUID.randomUUID().toString();

    @TempDir
    static Path folder;

    private static PageUnderTest page;
    private static String ada;
    private static String adaToo;
    private static String bob;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
        ada = page.known("Ada Lovelace", new Whose(Optional.of(ADA), false, Optional.empty(), Set.of(BOB)));
        adaToo = page.known("Ada Lovelace", Whose.of(ADA));
        bob = page.known("Bob Builder", Whose.of(BOB));
        page.show(ada, bob);
        page.show(adaToo, bob);
        page.hears(ADA, "Ada Lovelace");
        page.context().getRegistry().lookupByNameAndType("correctionBox", CorrectionBox.class)
                .keep(new Correction(UUID.randomUUID(), "Grace", new Act.Merge(page.faceId(ada), page.faceId(bob))));
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void allKeysOfThePersonAreInItWithEverythingAndNothingOfAnybodyElse() throws Exception {
        for (String whom : new String[] {ADA, ada, adaToo, page.faceId(ada), page.faceId(adaToo)}) {
            Map<String, byte[]> zip = unzip(export(whom, ""));

            assertThat(zip).containsKeys("README.txt", "manifest.json", "device/door/visits.json", "device/door/shared.json", "device/door/corrections.json");
            for (String key : new String[] {ada, adaToo}) {
                FaceEntry face = page.cache().find(key).orElseThrow();
                JsonNode told = JSON.readTree(zip.get("device/door/faces/" + key + ".json"));
                assertThat(told.path("name").asText()).isEqualTo("Ada Lovelace");
                assertThat(told.path("faceId").asText()).isEqualTo(face.faceId().orElseThrow());
                assertThat(told.at("/vectors/0/values")).hasSize(face.embeddings().get(0).values().length);
                assertThat((float) told.at("/vectors/0/values/0").asDouble()).isEqualTo(face.embeddings().get(0).values()[0]);
                assertThat(zip).containsKey("device/door/faces/" + key + ".jpg");
                assertThat(new String(zip.get("device/door/visits.json"), UTF_8)).contains(key).contains("\"certain\" : true");
            }
            assertThat(zip.values().stream().map(bytes -> new String(bytes, ISO_8859_1)).collect(Collectors.joining())).doesNotContain("Bob", bob, BOB, page.faceId(bob));
        }
    }

    @Test
    void theManifestListsEveryFileWithItsHashAndUntilWhenItStays() throws Exception {
        Map<String, byte[]> zip = unzip(export(ADA, ""));

        JsonNode manifest = JSON.readTree(zip.get("manifest.json"));
        Map<String, String> hashes = new TreeMap<>();
        manifest.path("files").forEach(file -> {
            assertThat(file.path("until").asText()).isNotBlank();
            assertThat(file.path("what").asText()).isNotBlank();
            hashes.put(file.path("path").asText(), file.path("sha256").asText());
        });
        zip.keySet().removeAll(Set.of("README.txt", "manifest.json"));
        assertThat(hashes.keySet()).isEqualTo(zip.keySet());
        for (Map.Entry<String, byte[]> file : zip.entrySet()) {
            assertThat(hashes.get(file.getKey())).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.getValue())));
        }
        assertThat(manifest.path("cloudAsked").asBoolean(true)).isFalse();
        assertThat(new String(unzip(export(ADA, "")).get("README.txt"), UTF_8)).contains("What is held of Ada Lovelace", "What the cloud holds. An operator asks it", "bin/edge backup");
    }

    @Test
    void whatTheCloudAnsweredIsInItAndAnotherPersonsOrHalfOfItIsRefused() throws Exception {
        String first = cloud(ADA, 0, ",\"next\":2", "photos/faces/hall/1.jpg");
        String second = cloud(ADA, 2, "", "photos/faces/hall/2.jpg");
        Map<String, byte[]> zip = unzip(export(ADA, first + "\n" + second));
        assertThat(zip).containsKeys("cloud/photos/faces/hall/1.jpg", "cloud/photos/faces/hall/2.jpg");
        assertThat(new String(zip.get("README.txt"), UTF_8)).contains("make the same zip on hall").doesNotContain("What the cloud holds. An operator");

        assertThat(refused(ADA, first, 409)).contains("\"from\":2");
        assertThat(refused(ADA, second, 409)).contains("gap");
        assertThat(refused(ADA, first + first, 409)).contains("gap or comes twice");
        assertThat(refused(ADA, cloud(BOB, 0, "", "table.json"), 409)).contains("another person's", ADA);
        assertThat(refused(ADA, cloud(ADA, 0, "", "../evil.json"), 409)).contains("cannot be one");
        assertThat(refused(ADA, "{\"status\":\"rejected\",\"detail\":\"give 'person'\"}", 409)).contains("give 'person'");
        assertThat(refused(ADA, "garbage", 409)).contains("not JSON");
        for (String nobody : new String[] {UUID.randomUUID().toString(), ADA.toUpperCase(Locale.ROOT), "Ada%20Lovelace", "%20" + ada, "User999"}) {
            assertThat(refused(nobody, "", 404)).as(nobody).contains("not remembered", "/api/people lists everybody by key and id");
        }
    }

    @Test
    void whomOnlyTheCloudKnowsComesWithItsPart() throws Exception {
        String carol = UUID.randomUUID().toString();
        assertThat(unzip(export(carol, cloud(carol, 0, "", "table.json")))).containsKey("cloud/table.json");
    }

    private static String cloud(String person, int from, String next, String file) {
        return "{\"export\":{\"version\":1,\"at\":\"2026-01-31T10:15:30Z\",\"by\":\"Grace\",\"person\":\"" + person + "\",\"from\":" + from + ",\"persons\":[\"" + person
                + "\"],\"seenBy\":[\"door#User001\",\"hall#User002\"],\"notRead\":[]" + next + "},\"files\":[{\"path\":\"" + file
                + "\",\"what\":\"a photo\",\"where\":\"bucket\",\"until\":\"2026-03-01T00:00:00Z\",\"base64\":\"" + Base64.getEncoder().encodeToString(new byte[] {1, 2}) + "\"}]}";
    }

    private static byte[] export(String whom, String cloud) throws Exception {
        HttpResponse<byte[]> answer = page.postForFile("/api/people/" + whom + "/export", cloud.getBytes(UTF_8));
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/zip");
        return answer.body();
    }

    private static String refused(String whom, String cloud, int status) throws Exception {
        HttpResponse<byte[]> answer = page.postForFile("/api/people/" + whom + "/export", cloud.getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(status);
        return JSON.readTree(answer.body()).path("error").asText();
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
