// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.person.PersonFace;
import org.hybridface.messages.FaceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Faces that are somebody else's. A person whom a camera met first has the id of that event, and the first face's item and photo go on to name it when a person
 * has said since that the face is somebody else: there it stands for the event, and the event is the other's. Immutable.
 *
 * @param faces ids
 */
record Others(Set<String> faces) {

    /** Where an item says which event it is, and where that photo lies. */
    private static final Set<String> OWN_EVENT = Set.of(FaceItems.EVENT_ID, FaceItems.LINK);
    private static final Set<String> EVENT_ITSELF = Set.of(Items.ID, EventLog.PHOTO);

    static Others among(Stream<Map<String, AttributeValue>> items, Traces traces) {
        return new Others(items.filter(item -> FaceId.isValid(item.get(Items.ID).s())).map(PersonItems::face)
                .filter(face -> !traces.faces().contains(face.id()) && !traces.persons().contains(face.personId())).map(PersonFace::id).collect(Collectors.toSet()));
    }

    /** Whether an event showed one of them, as its answer says. */
    boolean haveEvent(Map<String, AttributeValue> item) {
        return TraceItems.answer(item.get(EventLog.RESULT)).filter(answer -> faces.contains(answer.path("faceId").asText())).isPresent();
    }

    /** What an attribute says in texts, but for what names an event of theirs. */
    Stream<String> texts(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (OWN_EVENT.contains(attribute) && faces.contains(item.get(Items.ID).s()) || EVENT_ITSELF.contains(attribute) && haveEvent(item)) {
            return Stream.empty();
        } else if (attribute.equals(EventLog.RESULT) && haveEvent(item)) {
            // Whose face it was then.
            return TraceItems.answer(value).stream().map(answer -> ((ObjectNode) answer).without("person").toString());
        }
        return TraceItems.texts(value);
    }
}
