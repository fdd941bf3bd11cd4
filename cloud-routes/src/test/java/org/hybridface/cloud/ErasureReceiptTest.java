// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hybridface.cloud.device.UndeliverableException;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Answer;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.Test;

/** Who may have somebody erased, and what the receipt says. */
class ErasureReceiptTest extends KnownPeople {

    @Test
    void theReceiptIsOpenUntilEveryDeviceHasSaidThatItErasedThePersonAndNoIdIsKeptThen() {
        JsonNode open = erase(ErasePerson.of(person, "Grace")).path("receipt");
        String id = open.path("erasure").asText();
        assertThat(open.path("state").asText()).isEqualTo("open");

        JsonNode half = erased(DOOR, id, Map.of("faces", 1, "visits", 3)).path("receipt");
        assertThat(half.path("state").asText()).isEqualTo("open");
        assertThat(device(half, DOOR).path("gone").path("visits").asInt()).isEqualTo(3);
        assertThat(device(half, GARDEN).path("state").asText()).isEqualTo("open");

        JsonNode done = erased(GARDEN, id, Map.of("faces", 1)).path("receipt");
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("remains").path(0).path("until").asText()).isEqualTo(cloud.now().plus(Duration.ofDays(35)).toString());
        assertThat(all()).doesNotContain(ada, adaToo, person);
        assertThat(receiptOf(id)).isEqualTo(read(done));
    }

    @Test
    void everyDeviceHasTheReceiptOnceAllIsDoneByWhichItKnowsWhomAnOlderBackupBroughtBack() throws Exception {
        String id = erase(ErasePerson.of(person, "Grace")).at("/receipt/erasure").asText();
        erased(DOOR, id, Map.of());
        assertThat(cloud.retained.messages).doesNotContainKeys(Topics.receipt(DOOR, id), Topics.receipt(GARDEN, id));

        erased(GARDEN, id, Map.of());

        List<String> digests = new ArrayList<>();
        for (String one : List.of(person, ada, adaToo)) {
            digests.add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(one.getBytes(StandardCharsets.UTF_8))));
        }
        for (String thing : List.of(DOOR, GARDEN)) {
            List<String> subjects = new ArrayList<>();
            Cloud.read(cloud.retained.messages.get(Topics.receipt(thing, id))).at("/receipt/subjects").forEach(subject -> subjects.add(subject.asText()));
            assertThat(subjects).containsExactlyInAnyOrderElementsOf(digests);
        }
    }

    @Test
    void aDeviceThatCannotBeReachedKeepsTheReceiptOpenAndTheOthersAreTold() {
        // What the devices were told before, they have taken out.
        cloud.mailboxes.clear();
        cloud.failNextShadowUpdateWith(new UndeliverableException(DOOR, new IllegalStateException("413")));

        JsonNode receipt;
        try (Printed log = new Printed()) {
            receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");
            assertThat(log.lines()).filteredOn(line -> line.contains("status=undeliverable")).singleElement().asString().contains("thing=" + DOOR, "413");
        }

        assertThat(receipt.path("state").asText()).isEqualTo("open");
        String id = receipt.path("erasure").asText();
        assertThat(cloud.mailboxes).doesNotContainKey(DOOR);
        assertThat(mail(GARDEN)).containsKey(id);

        hourly();
        assertThat(mail(DOOR)).as("told by the next hour").containsKey(id);
    }

    @Test
    void aDeviceThatIsNoMoreKeepsNoReceiptOpenAndTheReceiptSaysWhoSaidSo() {
        String id = erase(ErasePerson.of(person, "Grace")).at("/receipt/erasure").asText();
        erased(DOOR, id, Map.of("faces", 1));
        assertThat(scrapped("cellar").path("erasures").asInt()).isZero();
        assertThat(cloud.call(action("device-scrapped", scrappedMessage(GARDEN))).path("status").asText()).as("no device says so of another").isEqualTo("rejected");
        assertThat(cloud.callAs(Caller.OPERATOR, action("device-scrapped", "{\"device\":\"a b\",\"by\":\"Grace\"}".getBytes(StandardCharsets.UTF_8))).path("status").asText()).isEqualTo("rejected");

        assertThat(scrapped(GARDEN).path("erasures").asInt()).isOne();
        scrapped(DOOR);

        JsonNode done = Cloud.read(receiptOf(id).getBytes(StandardCharsets.UTF_8));
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(device(done, GARDEN).path("state").asText()).isEqualTo("scrapped");
        assertThat(device(done, GARDEN).path("by").asText()).isEqualTo("Linus");
        assertThat(device(done, DOOR).path("state").asText()).as("it had said so itself").isEqualTo("done");
    }

    private JsonNode scrapped(String thing) {
        return cloud.callAs(Caller.OPERATOR, action("device-scrapped", scrappedMessage(thing)));
    }

    private static byte[] scrappedMessage(String thing) {
        return Cloud.bytes(Cloud.JSON.createObjectNode().put("device", thing).put("by", "Linus"));
    }

    @Test
    void theLetterSaysByWhatADeviceFindsThePerson() {
        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");

        Answer.Erased letter = (Answer.Erased) Answer.fromNode(mail(DOOR).get(receipt.path("erasure").asText()));
        assertThat(letter.faces()).containsExactlyInAnyOrder(ada, adaToo);
        assertThat(letter.persons()).containsExactly(person);
        assertThat(letter.keys()).containsExactly("User001");
    }

    @Test
    void aReceiptIsSignedOverItsOwnCompactText() throws Exception {
        JsonNode signed = erase(ErasePerson.of(person, "Grace"));

        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(receiptKey.getPublic());
        signature.update(Cloud.bytes(signed.path("receipt")));
        assertThat(signature.verify(Base64.getDecoder().decode(signed.path("signature").asText()))).isTrue();
        assertThat(signed.toString()).doesNotContain("Ada", ada, person);
    }

    @Test
    void whoeverErasesSomebodyTwiceHasOneErasure() {
        JsonNode first = erase(ErasePerson.of(person, "Grace")).path("receipt");
        erased(DOOR, first.path("erasure").asText(), Map.of());
        JsonNode done = erased(GARDEN, first.path("erasure").asText(), Map.of()).path("receipt");

        assertThat(erase(ErasePerson.of(person, "Grace")).path("receipt")).isEqualTo(done);
    }

    @Test
    void anErasureThatIsDoneIsNotDoneAgainForWhoeverAsksOnceMore() {
        String id = erase(ErasePerson.of(person, "Grace")).at("/receipt/erasure").asText();
        erased(DOOR, id, Map.of());
        erased(GARDEN, id, Map.of());
        // The devices have read their receipts, and a scan finds whatever is touched.
        cloud.retained.messages.clear();
        String before = all();

        erase(ErasePerson.of(person, "Grace"));

        assertThat(cloud.retained.messages).as("nobody is told again").isEmpty();
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void aPersonWhoIsEnrolledAnewCanBeErasedAnew() {
        String id = erase(ErasePerson.of(person, "Grace")).path("receipt").path("erasure").asText();
        erased(DOOR, id, Map.of());
        erased(GARDEN, id, Map.of());
        String again = enrol("Ada", TestPhotos.of("ada"));
        devices.hearOfEverything();

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");

        assertThat(receipt.path("state").asText()).as("the devices are asked once more").isEqualTo("open");
        assertThat(cloud.item(again)).isEmpty();
        assertThat(cloud.faces.of("ada")).isEmpty();
    }

    @Test
    void aDeviceErasesWhomItSawAndNobodyElse() {
        JsonNode refused = cloud.call(Cloud.fromRule(GARDEN, Topics.ERASE, ErasePerson.ofFace(guest, GARDEN).toJson()));
        assertThat(refused.path("reason").asText()).isEqualTo("never-seen");
        assertThat(cloud.item(guest)).isNotEmpty();

        JsonNode receipt = cloud.call(Cloud.fromRule(GARDEN, Topics.ERASE, ErasePerson.ofFace(ada, "Linus").toJson())).path("receipt");

        assertThat(cloud.item(ada)).isEmpty();
        assertThat(cloud.item(adaToo)).isEmpty();
        assertThat(receipt.path("device").asText()).isEqualTo(GARDEN);
        assertThat(cloud.retained.messages).containsKey(Topics.receipt(GARDEN, receipt.path("erasure").asText()));
    }

    @Test
    void aDeviceThatWasNotAskedCannotSayThatItErasedSomebody() {
        String id = erase(ErasePerson.of(person, "Grace")).path("receipt").path("erasure").asText();

        assertThat(erased("cellar", id, Map.of()).path("reason").asText()).isEqualTo("not-asked");
        assertThat(erased(DOOR, UUID.randomUUID().toString(), Map.of()).path("reason").asText()).isEqualTo("unknown-erasure");
    }
}
