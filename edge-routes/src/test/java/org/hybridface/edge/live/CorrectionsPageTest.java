// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the page corrects whose faces they are; what the cloud makes of it is tested there. */
class CorrectionsPageTest {

    @TempDir
    static Path folder;

    private static PageUnderTest page;
    private static MockEndpoint cloud;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
        cloud = page.correctedInsteadOfBroker();
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void twoFacesThatAreOnePersonAreToldTheCloudWhichSaysSoToEveryDevice() throws Exception {
        String ada = known("Ada");
        String other = known("Somebody");

        JsonNode answer = correct(ada, "{\"do\":\"merge\",\"with\":\"" + other + "\",\"by\":\"Grace\"}", 200);

        Correction sent = PageUnderTest.lastSent(cloud);
        assertThat(sent.act()).isEqualTo(new Act.Merge(page.faceId(ada), page.faceId(other)));
        assertThat(sent.by()).isEqualTo("Grace");
        assertThat(answer.path("cloud").asBoolean()).isTrue();
        assertThat(answer.path("correction").asText()).isEqualTo(sent.id().toString());
    }

    @Test
    void aCorrectionIsTakenBackByItsId() throws Exception {
        String ada = known("Ada");
        String correction = correct(ada, "{\"do\":\"never-ask\"}", 200).path("correction").asText();
        assertThat(page.cache().isWorthAsking(ada)).isFalse();
        assertThat(page.cache().find(ada).orElseThrow().neverAsk()).isTrue();

        page.post("/api/corrections/" + correction + "/undo", "", 200);

        assertThat(PageUnderTest.lastSent(cloud).act()).isEqualTo(new Act.Undo(UUID.fromString(correction)));
        assertThat(page.cache().find(ada).orElseThrow().neverAsk()).isFalse();
        page.post("/api/corrections/" + UUID.randomUUID() + "/undo", "", 404);
        page.post("/api/corrections/x/undo", "", 400);
    }

    @Test
    void whoIsNotThisPersonLosesTheNameAndIsAskedAboutAgain() throws Exception {
        String key = known("Ada");
        String faceId = page.faceId(key);

        correct(key, "{\"do\":\"not-this-person\"}", 200);

        assertThat(PageUnderTest.lastSent(cloud).act()).isEqualTo(new Act.NotThisPerson(faceId, page.cache().deviceKeys().of(key).toString()));
        assertThat(PageUnderTest.lastSent(cloud).by()).as("the device, when nobody says who").isEqualTo("door");
        assertThat(page.cache().find(key).flatMap(FaceEntry::name)).isEmpty();
        assertThat(page.cache().isWorthAsking(key)).isTrue();
    }

    @Test
    void aNameIsTakenFromThePersonEverywhere() throws Exception {
        String key = known("Ada");

        correct(key, "{\"do\":\"rename\"}", 200);

        assertThat(PageUnderTest.lastSent(cloud).act()).isEqualTo(new Act.Rename(page.faceId(key), Optional.empty()));
    }

    @Test
    void whatTheCloudDoesNotKnowIsDoneHereOrRefusedWithWhatToDo() throws Exception {
        String key = page.newFace();

        assertThat(correct(key, "{\"do\":\"never-ask\"}", 200).path("reason").asText()).contains("this device asks no more");
        assertThat(correct(key, "{\"do\":\"split\"}", 409).path("error").asText()).contains("try again when it is");
        assertThat(correct(known("Ada"), "{\"do\":\"merge\",\"with\":\"User999\"}", 404).path("error").asText()).contains("User999 is not remembered");
        assertThat(correct("User999", "{\"do\":\"split\"}", 404).path("error").asText()).contains("User999 is not remembered");
        for (String body : List.of("{\"do\":\"erase\"}", "{}", "garbage", "[]")) {
            correct(known("Ada"), body, 400);
        }
    }

    @Test
    void aCorrectionTheBrokerDidNotTakeIsKeptAndNotClaimedToBeInTheCloud() throws Exception {
        String key = known("Ada");
        cloud.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("no link");
        });
        try {
            JsonNode answer = correct(key, "{\"do\":\"not-this-person\"}", 200);

            assertThat(answer.path("cloud").asBoolean(true)).isFalse();
            assertThat(answer.path("reason").asText()).contains("could not be told", "no link", "when the link is up");
            assertThat(answer.path("later").asBoolean()).isTrue();
            assertThat(page.cache().find(key).flatMap(FaceEntry::name)).isEmpty();
            assertThat(page.cache().isWorthAsking(key)).as("the cloud would say the same again").isFalse();
            JsonNode second = correct(key, "{\"do\":\"never-ask\"}", 200);
            assertThat(second.path("reason").asText()).as("none overtakes another").contains("corrections made before it go first");
            assertThat(box().about(Set.of(), Set.of(page.faceId(key)))).extracting(correction -> correction.act().word()).containsExactly("not-this-person", "never-ask");
        } finally {
            cloud.whenAnyExchangeReceived(exchange -> { });
            for (Optional<Correction> next = box().next(); next.isPresent(); next = box().next()) {
                box().sent(next.get().id());
            }
        }
    }

    @Test
    void whatWasKeptIsSentInItsOrderOnceTheLinkIsUpAlsoAfterARestart() throws Exception {
        String key = known("Ada");
        String faceId = page.faceId(key);
        Correction first = new Correction(UUID.randomUUID(), "Grace", new Act.NotThisPerson(faceId, key));
        Correction second = new Correction(UUID.randomUUID(), "Grace", new Act.Undo(first.id()));
        assertThat(box().keep(first)).isTrue();
        assertThat(box().keep(second)).isFalse();
        assertThat(box().next()).as("whoever made it is sending it").isEmpty();
        boolean[] connected = {false};
        CorrectionBox afterKill = new CorrectionBox(folder.resolve(CorrectionBox.DIRECTORY), new Sealer(DeviceKeyFile.loadOrCreate(folder.resolve("device.key"), folder.resolve("data"))));
        KeptCorrections kept = new KeptCorrections(afterKill, new MadeCorrections(SteadyClock.SYSTEM), page.cache(), () -> connected[0], SteadyClock.SYSTEM);
        assertThat(kept.next(new DefaultExchange(page.context()))).as("without a link").isNull();

        connected[0] = true;
        List<Correction> sent = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Exchange exchange = new DefaultExchange(page.context());
            sent.add(Correction.fromJson(kept.next(exchange)));
            kept.noteTold(exchange);
        }

        assertThat(sent).containsExactly(first, second);
        assertThat(kept.next(new DefaultExchange(page.context()))).isNull();
        assertThat(afterKill.size()).isZero();
        assertThat(page.cache().find(key).flatMap(FaceEntry::name)).isEmpty();
        assertThat(page.cache().isWorthAsking(key)).as("the cloud knows by now").isTrue();
    }

    @Test
    void aKeptCorrectionThatCannotBeReadKeepsNoOtherWaiting() throws Exception {
        CorrectionBox box = new CorrectionBox(folder.resolve("damaged"), new Sealer(new SecretKeySpec(new byte[32], "AES")));
        Correction bad = new Correction(UUID.randomUUID(), "Grace", new Act.NeverAsk(UUID.randomUUID().toString(), true));
        Correction good = new Correction(UUID.randomUUID(), "Grace", new Act.NeverAsk(UUID.randomUUID().toString(), true));
        box.keep(bad);
        box.keep(good);
        Files.write(folder.resolve("damaged/0000000001-" + bad.id() + ".correction"), new byte[] {1, 2, 3});

        assertThat(box.next()).contains(good);
        assertThat(box.size()).isOne();
    }

    private static CorrectionBox box() {
        return page.context().getRegistry().lookupByNameAndType("correctionBox", CorrectionBox.class);
    }

    private static String known(String name) throws Exception {
        String key = page.newFace();
        return page.known(key, name + " " + key, Whose.UNKNOWN);
    }

    private static JsonNode correct(String key, String body, int status) throws Exception {
        return page.post("/api/faces/" + key + "/corrections", body, status);
    }
}
