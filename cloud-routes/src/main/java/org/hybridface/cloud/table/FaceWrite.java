// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hybridface.messages.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A conditional write to a face's item: when it is refused, the write is made anew from the item as it is then.
 *
 * @param before the item as it was read
 * @param write  what is written, and on which conditions
 * @param answer what a device may be told once it is written
 */
record FaceWrite(Map<String, AttributeValue> before, Write write, Answer answer) {

    /** Somebody else would have to write to one face in between each time. */
    private static final int TRIES = 8;

    /**
     * @param item the item as it was read
     * @param next makes the write from an item
     * @throws IllegalStateException when somebody else wrote in between each time
     */
    static FaceWrite untilDone(Table table, String faceId, Map<String, AttributeValue> item,
                               Function<Map<String, AttributeValue>, FaceWrite> next) {
        Map<String, AttributeValue> now = item;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            FaceWrite write = next.apply(now);
            Optional<Map<String, AttributeValue>> refusing = write.write.changesNothing() ? Optional.empty() : table.write(write.write);
            if (refusing.isEmpty()) {
                return write;
            }
            now = refusing.get();
        }
        throw new IllegalStateException("faceId=" + faceId + " was changed " + TRIES + " times while it was written; is its 'name' a text?");
    }
}
