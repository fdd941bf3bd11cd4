// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Answer;
import org.hybridface.messages.FaceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the table's stream does, and what devices show after it: the newest answer of each key, as a device keeps it. */
final class Devices {

    private final Cloud cloud;
    private Map<String, Map<String, AttributeValue>> before = new HashMap<>();
    private int sequence;

    Devices(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Hands what changed in the table to the function, until nothing changes any more. */
    void hearOfEverything() {
        for (List<ObjectNode> records = records(); !records.isEmpty(); records = records()) {
            JsonNode report = cloud.callAs(Caller.TABLE, StreamRecords.stream(records.toArray(ObjectNode[]::new)));
            if (!report.path("batchItemFailures").isEmpty()) {
                throw new AssertionError("the function reports failures: " + report);
            }
        }
    }

    private List<ObjectNode> records() {
        Map<String, Map<String, AttributeValue>> now = new HashMap<>();
        cloud.dynamoDb.scanPaginator(scan -> scan.tableName(Cloud.TABLE).consistentRead(true)).items().forEach(item -> now.put(item.get("id").s(), item));
        List<ObjectNode> records = new ArrayList<>();
        now.forEach((id, item) -> {
            if (isPassed(id) && !item.equals(before.get(id))) {
                records.add(StreamRecords.record(Integer.toString(++sequence), before.getOrDefault(id, Map.of()), item));
            }
        });
        before.forEach((id, item) -> {
            if (isPassed(id) && !now.containsKey(id)) {
                // Whatever was written before it was deleted stands in the record, as in the real stream.
                records.add(StreamRecords.record(Integer.toString(++sequence), cloud.table.deleted().getOrDefault(id, item), Map.of()));
            }
        });
        before = now;
        return records;
    }

    /** Which items the stream's filter lets through. */
    private static boolean isPassed(String id) {
        return FaceId.isValid(id) || id.startsWith("person#");
    }

    /** What is shown under each key, {@code thing#key}: a name, or {@code -} for a face without one. */
    Map<String, String> shown() {
        Map<String, Answer> answers = new TreeMap<>();
        cloud.letters.forEach(letter -> letter.document().at("/state/desired/faces").properties().forEach(entry -> {
            Answer answer = Answer.fromNode(entry.getValue());
            answers.merge(letter.thing() + "#" + entry.getKey(), answer, (known, next) -> next.isOutdatedBy(known.face(), known.version()) ? known : next);
        }));
        Map<String, String> names = new TreeMap<>();
        answers.forEach((key, answer) -> names.put(key, answer instanceof Answer.Named named ? named.name() : "-"));
        return names;
    }
}
