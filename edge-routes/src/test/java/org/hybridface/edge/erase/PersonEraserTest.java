// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.gallery.Gallery;
import org.hybridface.edge.gallery.GallerySettings;
import org.hybridface.edge.mqtt.SendingPace;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.edge.shadow.ShadowMailbox;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.KnownFaces;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSearch;
import org.hybridface.edge.visit.VisitSettings;
import org.hybridface.messages.Answer;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.FleetKeys;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Box;
import org.hybridface.vision.Embedding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person is erased from a device: every file, and nobody else's. */
class PersonEraserTest {

    private static final String MODEL = "test-model";
    private static final CacheSettings SETTINGS = new CacheSettings(1000, 1.03, 0.04, Duration.ofHours(24), 10_000);
    private static final UUID ERASURE = UUID.fromString("00000000-0000-3000-8000-000000000001");
    private static final String FACE = "faceface-0000-0000-0000-000000000001";
    private static final String PERSON = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String BOBS_FACE = "faceface-0000-0000-0000-000000000002";
    private static final String BOB = "aaaaaaaa-0000-0000-0000-000000000002";

    @TempDir
    Path data;

    private final TestClock clock = new TestClock();
    private final SteadyClock steady = SteadyClock.of(clock);
    private final Sealer sealer = new Sealer(new SecretKeySpec(new byte[32], "AES"));
    private final List<String> pictures = new ArrayList<>();
    private FaceJournal journal;
    private Gallery gallery;
    private FaceCache cache;
    private Outbox outbox;
    private VisitLog visits;
    private ErasureFiles files;
    private PersonEraser eraser;

    @BeforeEach
    void start() throws Exception {
        journal = new FaceJournal(data.resolve(FaceJournal.DIRECTORY), () -> 100_000, clock);
        gallery = new Gallery(() -> new GallerySettings("door", MODEL, 30, Duration.ofDays(30), SETTINGS.nameTtl(), CacheSettings.NEW_VIEW * SETTINGS.sameFaceDistance()),
                data.resolve("gallery"), sealer, FleetKeys.parse(FleetKeys.fresh()), steady);
        cache = new FaceCache(() -> SETTINGS, data, sealer, clock, journal, gallery, () -> 0);
        gallery.serves(cache, () -> true);
        cache.start();
        gallery.open();
        outbox = new Outbox(data.resolve("outbox"), new OutboxLimits(100, 1_000_000, Duration.ofDays(3)), sealer, clock, journal);
        outbox.prepare();
        VisitSettings kept = new VisitSettings(Duration.ofSeconds(10), 30, 1_000_000, VisitSettings.Pictures.SMALL);
        visits = new VisitLog(() -> kept, new VisitFiles(data.resolve(VisitLog.DIRECTORY), sealer, () -> kept), known(), (key, since) -> Optional.of(new byte[] {1}), steady);
        visits.open();
        files = new ErasureFiles(data.resolve(ErasureFiles.DIRECTORY));
        eraser = new PersonEraser(cache, Optional.of(gallery), outbox, journal, data.resolve("unreadable"), files, clock);
        eraser.serves(visits, pictures::add);
    }

    @AfterEach
    void stop() throws Exception {
        visits.close();
        gallery.close();
        cache.stop();
        journal.stop();
    }

    private KnownFaces known() {
        return new KnownFaces() {
            @Override
            public String current(String key) {
                return cache.current(key);
            }

            @Override
            public Optional<Called> name(String key) {
                return cache.find(key).map(face -> new Called(face.name()));
            }
        };
    }

    @Test
    void nothingOfThePersonIsLeftInAnyFileAndTheOthersFilesAreAsTheyWere() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        String bob = meets(2, "Bob", BOBS_FACE, BOB);
        Files.createDirectories(data.resolve("unreadable"));
        Files.write(data.resolve("unreadable/" + ada + ".face"), new byte[] {1});
        Files.write(data.resolve("unreadable/" + bob + ".face"), new byte[] {2});
        Map<String, String> before = contents();
        assertThat(before.keySet()).anyMatch(file -> file.contains(PERSON)).anyMatch(file -> file.contains(ada));

        eraser.erase(ERASURE, new Answer.Erased(Set.of(FACE), Set.of(PERSON), Set.of(ada)));

        Map<String, String> after = contents();
        assertThat(after.keySet()).noneMatch(file -> file.contains(ada)).noneMatch(file -> file.contains(PERSON));
        assertThat(text(after)).doesNotContain(ada + " ", FACE, PERSON, "Ada");
        assertThat(visits.find(everything())).extracting(visit -> visit.name().orElse("-")).containsExactly("Bob");
        assertThat(cache.find(ada)).isEmpty();
        assertThat(pictures).containsExactly(ada);
        before.keySet().removeIf(file -> file.contains(ada) || file.contains(PERSON) || file.startsWith("visits") || file.startsWith("journal"));
        assertThat(after).as("all files of others").containsAllEntriesOf(before);
        assertThat(journalText()).contains("key=" + bob).doesNotContain(ada);
    }

    @Test
    void whatWentIsToldUntilTheCloudHasHeardOfIt() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        ErasureReports reports = new ErasureReports(files, eraser, "door", () -> true, steady);
        assertThat(reports.next(exchange())).isNull();

        eraser.erase(ERASURE, new Answer.Erased(Set.of(FACE), Set.of(PERSON), Set.of(ada)));

        Exchange exchange = exchange();
        ErasedHere said = ErasedHere.fromJson(reports.next(exchange));
        assertThat(said.erasure()).isEqualTo(ERASURE);
        assertThat(said.gone()).containsEntry("faces", 1).containsEntry("outbox", 1).containsEntry("gallery", 1);
        assertThat(said.gone().get("visits")).isPositive();
        assertThat(said.gone().get("journal")).isPositive();
        assertThat(reports.next(exchange())).as("not at once, if the broker did not take it").isNull();
        clock.advance(SendingPace.AFTER_FAULT);
        exchange = exchange();
        assertThat(reports.next(exchange)).isNotNull();
        reports.noteTold(exchange);
        assertThat(new ErasureReports(files, eraser, "door", () -> true, steady).next(exchange())).as("also after a restart").isNull();
    }

    @Test
    void aLetterThatComesTwiceErasesWhatIsThereAndCountsBoth() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        Answer.Erased letter = new Answer.Erased(Set.of(FACE), Set.of(PERSON), Set.of(ada));
        eraser.erase(ERASURE, letter);
        String again = meets(1, "Ada", FACE, PERSON);

        eraser.erase(ERASURE, letter);

        assertThat(cache.find(again)).as("found by the face, whatever key").isEmpty();
        assertThat(files.toTell().orElseThrow().gone()).containsEntry("faces", 2);
    }

    @Test
    void placesThatCameLaterAreToldByAllThatLeadsToThePerson() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        List<PersonEraser.Erased> told = new ArrayList<>();
        eraser.also("record", who -> {
            told.add(who);
            return 7;
        });

        eraser.erase(ERASURE, new Answer.Erased(Set.of(FACE), Set.of(PERSON), Set.of(ada)));

        assertThat(told).singleElement().satisfies(who -> {
            assertThat(who.keys()).containsExactly(ada);
            assertThat(who.ids()).contains(FACE, PERSON).hasSize(3);
            assertThat(who.names()).containsExactly("Ada");
        });
        assertThat(files.toTell().orElseThrow().gone()).containsEntry("record", 7);
    }

    @Test
    void aKeyThatShowsSomebodyElseByNowIsLeftAlone() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        String bob = meets(2, "Bob", BOBS_FACE, BOB);

        eraser.erase(ERASURE, new Answer.Erased(Set.of(FACE), Set.of(PERSON), Set.of(ada, bob)));

        assertThat(cache.find(bob)).isPresent();
        assertThat(visits.find(everything())).hasSize(1);
    }

    @Test
    void aKeyOfAMemoryThatWasLostIsNobodysHere() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        cache.forget(ada);
        String bob = meets(2, "Bob", BOBS_FACE, BOB);
        cache.forget(bob);

        eraser.erase(ERASURE, new Answer.Erased(Set.of(FACE), Set.of(PERSON), Set.of(cache.deviceKeys().of(ada).toString(), bob + "-000000")));

        assertThat(visits.find(everything())).extracting(visit -> visit.key()).containsExactly(bob);
        assertThat(journalText()).doesNotContain(ada);
    }

    @Test
    void whomADeviceHasOnlyForgottenIsErasedFromItsLogAllTheSame() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        cache.forget(ada);

        eraser.erase(ERASURE, new Answer.Erased(Set.of(FACE), Set.of(PERSON), Set.of(ada)));

        assertThat(visits.find(everything())).isEmpty();
        assertThat(journalText()).doesNotContain(ada);
    }

    @Test
    void aLetterStaysInTheMailboxWhenTheDiskRefuses() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        ShadowMailbox mailbox = new ShadowMailbox(cache, applied -> { }, journal, steady);
        mailbox.erasesWith(eraser::erase);
        Answer.Erased letter = new Answer.Erased(Set.of(FACE), Set.of(PERSON), Set.of(ada));
        cache.stop();

        assertThat(mailbox.apply(new Mailbox(3, Map.of(ERASURE.toString(), letter), List.of()))).as("nothing is taken out").isNull();

        cache.start();
        assertThat(new String(mailbox.apply(new Mailbox(3, Map.of(ERASURE.toString(), letter), List.of())), UTF_8)).contains("\"" + ERASURE + "\":null");
        assertThat(cache.find(ada)).isEmpty();
    }

    @Test
    void whomOnlyThisDeviceKnowsGoesAtOnce() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);

        assertThat(eraser.eraseHere(ada)).containsEntry("faces", 1).containsEntry("outbox", 1);
        assertThat(eraser.eraseHere(ada)).isEmpty();
        assertThat(files.toTell()).as("there is no erasure to tell of").isEmpty();
    }

    @Test
    void aReceiptIsKeptAndWhatIsNoneIsNot() throws Exception {
        ErasureReports reports = new ErasureReports(files, eraser, "door", () -> true, steady);
        reports.keep(("{\"receipt\":{\"erasure\":\"" + ERASURE + "\",\"state\":\"open\"}}").getBytes(UTF_8));
        reports.keep(("{\"receipt\":{\"erasure\":\"" + ERASURE + "\",\"state\":\"done\",\"began\":\"2026-01-31T10:15:30Z\"}}").getBytes(UTF_8));
        reports.keep("{".getBytes(UTF_8));
        reports.keep("{\"receipt\":{\"erasure\":\"../../evil\"}}".getBytes(UTF_8));
        reports.keep(new byte[0]);

        assertThat(reports.list().get("receipts")).extracting(receipt -> receipt.at("/receipt/state").asText()).containsExactly("done");
    }

    @Test
    void whomAnOlderBackupBringsBackGoesWithTheReceiptAndWhomTheCloudMetAnewStays() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        String bob = meets(2, "Bob", BOBS_FACE, BOB);
        ErasureReports reports = new ErasureReports(files, eraser, "door", () -> true, steady);
        String before = receipt("hall", "done", clock.instant().minusSeconds(60), PERSON);

        reports.keep(before.getBytes(UTF_8));
        assertThat(cache.find(ada)).as("enrolled anew since").isPresent();
        reports.keep(receipt("hall", "open", clock.instant().plusSeconds(60), PERSON).getBytes(UTF_8));
        assertThat(cache.find(ada)).as("as long as it is open the letter is in the mailbox").isPresent();

        reports.keep(receipt("hall", "done", clock.instant().plusSeconds(60), FACE).getBytes(UTF_8));

        assertThat(cache.find(ada)).isEmpty();
        assertThat(visits.find(everything())).extracting(visit -> visit.key()).containsExactly(bob);
        assertThat(text(contents())).doesNotContain(FACE, "Ada");
        assertThat(files.toTell().orElseThrow().gone()).containsEntry("faces", 1);
        assertThat(reports.list().get("receipts")).as("wanted elsewhere").isEmpty();
    }

    private static String receipt(String device, String state, Instant began, String id) throws Exception {
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
        return "{\"receipt\":{\"erasure\":\"" + ERASURE + "\",\"device\":\"" + device + "\",\"state\":\"" + state + "\",\"began\":\"" + began + "\",\"subjects\":[\"" + digest + "\"]}}";
    }

    @Test
    void aFaceCacheThatIsStoppedErasesNothing() throws Exception {
        String ada = meets(1, "Ada", FACE, PERSON);
        cache.stop();
        assertThatThrownBy(() -> cache.erase(ada)).isInstanceOf(IOException.class);
        cache.start();
        assertThat(cache.find(ada)).isPresent();
    }

    /** Somebody is seen, asked for, named by the cloud, and visits; a second question waits. */
    private String meets(int person, String name, String faceId, String id) throws Exception {
        float[] values = new float[64];
        values[person] = 1;
        String key = cache.remember(new Embedding(MODEL, values), Set.of());
        cache.add(key);
        cache.asking(key, UUID.randomUUID().toString());
        cache.apply(key, new Answer.Named(name, faceId, 98.7, 1, Whose.of(id)));
        visits.seen(List.of(new SeenFace(key, Optional.of(name), "named", OptionalDouble.of(98.7), new Box(0, 0, 10, 10))), "hall").forEach(visits::write);
        Files.write(data.resolve("outbox/" + key + Outbox.SUFFIX), outbox.seal(new byte[] {1, 2, 3}, key + Outbox.SUFFIX));
        outbox.stored(key + Outbox.SUFFIX);
        gallery.close();
        gallery.open();
        cache.stop();
        cache.start();
        return key;
    }

    private static VisitSearch everything() {
        return new VisitSearch(Instant.EPOCH, Instant.MAX, Optional.empty(), 100);
    }

    private Exchange exchange() {
        return new DefaultExchange(new DefaultCamelContext());
    }

    private String journalText() throws IOException {
        return Files.readString(data.resolve("journal/faces.log"));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(data)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                contents.put(data.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static String text(Map<String, String> contents) {
        StringBuilder text = new StringBuilder();
        contents.values().forEach(hex -> text.append(new String(HexFormat.of().parseHex(hex), java.nio.charset.StandardCharsets.ISO_8859_1)));
        return text.toString();
    }
}
