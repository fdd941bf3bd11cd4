// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.Map;
import java.util.function.Function;
import org.hybridface.cloud.table.Contended.Plan;
import org.hybridface.messages.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A conditional write to a face's item: when it is refused, the write is made anew from the item as it is then.
 *
 * @param before the item as it was read
 * @param write  what is written, and on which conditions
 * @param answer what a device may be told once it is written; null when there is nothing to tell
 */
record FaceWrite(Map<String, AttributeValue> before, Write write, Answer answer) {

    /** Of a face that is gone nothing is written, and there is no answer. */
    static FaceWrite nothing(String faceId) {
        return new FaceWrite(Map.of(), Write.to(faceId), null);
    }

    /**
     * @param item the item as it was read
     * @param next makes the write from an item
     * @throws IllegalStateException when somebody else wrote in between each time
     */
    static FaceWrite untilDone(Table table, String faceId, Map<String, AttributeValue> item,
                               Function<Map<String, AttributeValue>, FaceWrite> next) {
        return Contended.write(table, "faceId=" + faceId + " (is its 'name' a text?)", item, Contended.TRIES, now -> {
            FaceWrite write = next.apply(now);
            return write.write.changesNothing() ? Plan.nothing(write) : Plan.of(write.write, write);
        });
    }
}
