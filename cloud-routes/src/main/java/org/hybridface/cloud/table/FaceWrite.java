package org.hybridface.cloud.table;

import java.util.Map;
import org.hybridface.messages.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * A conditional write to a face's item that is under way: when its condition fails, the item is read and the write made anew.
 *
 * @param before     the item as it was read
 * @param updates    what is to be written; empty when nothing is, or no more
 * @param conditions on which it is written
 * @param answer     what a device may be told once it is written
 * @param tries      how many tries are left
 */
public record FaceWrite(Map<String, AttributeValue> before, Map<String, AttributeValueUpdate> updates,
                        Map<String, ExpectedAttributeValue> conditions, Answer answer, int tries) {

    /** Somebody else would have to write to one face in between each time. */
    static final int TRIES = 8;

    boolean isOpen() {
        return !updates.isEmpty();
    }

    FaceWrite written() {
        return new FaceWrite(before, Map.of(), Map.of(), answer, tries);
    }
}
