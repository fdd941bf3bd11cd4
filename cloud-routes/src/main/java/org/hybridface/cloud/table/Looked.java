// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.Map;
import org.hybridface.cloud.device.Letter;
import org.hybridface.cloud.device.WaitingLetters;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one request told of the table.
 *
 * @param item      the face's item; empty when there is none
 * @param forgotten the note that the face was forgotten; empty when there is none or nobody asked
 * @param waiting   what waits for the device; empty when nothing does
 */
public record Looked(Map<String, AttributeValue> item, Map<String, AttributeValue> forgotten, Map<String, AttributeValue> waiting) implements WaitingLetters {

    /**
     * Whether the face is in the table. An item is written only when it is settled that its face stays, so a face without one may yet yield to a
     * twin: some run is enrolling it at this moment, or died doing so.
     */
    public boolean isSettled() {
        return !item.isEmpty();
    }

    /** Only for the answer that was made of this: a later one is sent later, and something may wait by then. */
    @Override
    public boolean hasNoneBefore(Letter letter) {
        boolean ofThis = isSettled() && letter.answer().face().filter(item.get(Items.ID).s()::equals).isPresent()
                && letter.answer().version() == NameVersion.of(item);
        return ofThis && !waiting.containsKey(letter.key());
    }
}
