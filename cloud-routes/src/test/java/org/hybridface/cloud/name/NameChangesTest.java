// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.name;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hybridface.cloud.Printed;
import org.junit.jupiter.api.Test;

/** What the table's stream says, record by record. */
class NameChangesTest {

    private static final String FACE = "00000000-0000-0000-0000-000000000001";
    private static final String PERSON = "00000000-0000-0000-0000-00000000000a";

    private final NameChanges changes = new NameChanges();

    @Test
    void aNameThatChangedIsAChangeAndASightingIsNone() {
        byte[] stream = records(record("1", FACE, face("Ada"), face("Augusta")), record("2", FACE, face("Augusta"), face("Augusta")),
                record("3", "event#" + FACE, face("Ada"), face("Augusta")));

        assertThat(changes.changes(stream)).singleElement().satisfies(change -> {
            assertThat(change.sequence()).isEqualTo("1");
            assertThat(change.renamed()).isTrue();
            assertThat(change.inTable()).isTrue();
        });
    }

    @Test
    void whatAnErasureDoesIsNoChange() {
        String erased = "{\"erased\":{\"S\":\"e\"}}";
        assertThat(changes.changes(records(record("1", FACE, face("Ada"), erased), record("2", FACE, erased, "")))).isEmpty();
    }

    @Test
    void aFaceThatIsGoneIsAChange() {
        assertThat(changes.changes(records(record("1", FACE, face("Ada"), "")))).singleElement().returns(false, NameChange::inTable);
    }

    @Test
    void aPersonThatHasOtherFacesOrIsGoneIsToBeAligned() {
        String one = "{\"faces\":{\"SS\":[\"a\"]}}";
        String two = "{\"faces\":{\"SS\":[\"a\",\"b\"]}}";
        String other = "{\"faces\":{\"SS\":[\"b\",\"a\"]},\"name\":{\"S\":\"Ada\"}}";

        List<PersonChange> persons = changes.persons(records(record("1", "person#" + PERSON, one, two), record("2", "person#" + PERSON, two, other),
                record("3", "person#" + PERSON, two, ""), record("4", "person#nobody", one, two), record("5", FACE, one, two)));

        assertThat(persons).containsExactly(new PersonChange("1", PERSON), new PersonChange("3", PERSON));
        assertThat(persons.get(0)).hasToString("event=faces-changed personId=" + PERSON);
    }

    @Test
    void aRecordThatFailedIsReportedWithItsReasonInOneField() {
        ArrayNode failures = changes.noFailures();
        NameChange change = changes.changes(records(record("7", FACE, face("Ada"), ""))).get(0);
        List<String> lines;
        try (Printed log = new Printed()) {
            changes.failed(failures, change, new IllegalStateException("slow \"down\"\nevent=forged"));
            changes.personFailed(failures, new PersonChange("8", PERSON), new IllegalStateException("slow down"));
            lines = log.lines();
        }

        assertThat(new String(changes.report(failures), StandardCharsets.UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"},{\"itemIdentifier\":\"8\"}]}");
        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).contains("status=failed cause=\"slow "));
        assertThat(lines.get(0)).contains("faceId=" + FACE).doesNotContain("\n");
        assertThat(lines.get(1)).contains("personId=" + PERSON);
    }

    private static String face(String name) {
        return "{\"name\":{\"S\":\"" + name + "\"}}";
    }

    private static byte[] records(String... records) {
        return ("{\"Records\":[" + String.join(",", records) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    /** @param after nothing when the item is gone */
    private static String record(String sequence, String id, String before, String after) {
        return "{\"dynamodb\":{\"SequenceNumber\":\"" + sequence + "\",\"Keys\":{\"id\":{\"S\":\"" + id + "\"}},\"OldImage\":" + before
                + (after.isEmpty() ? "" : ",\"NewImage\":" + after) + "}}";
    }
}
