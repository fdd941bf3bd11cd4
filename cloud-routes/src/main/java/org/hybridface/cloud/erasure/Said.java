// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers as JSON, held against a person who is erased: one about the person goes; one about somebody else only loses that it is not the person. Pure. */
public final class Said {

    private static final String DIFFERS = "differs";

    private Said() {
    }

    /** Whether an answer is about the person. */
    public static boolean isOf(JsonNode answer, Traces traces) {
        return traces.faces().contains(answer.path("faceId").asText()) || traces.persons().contains(answer.path("person").asText());
    }

    /** The answer about the person, with no more than how many others it was said not to be. */
    public static JsonNode withoutOthers(JsonNode answer) {
        if (answer.deepCopy() instanceof ObjectNode own && own.path(DIFFERS).isArray()) {
            return own.put(DIFFERS + "Count", own.remove(DIFFERS).size());
        }
        return answer;
    }

    /** The answer about somebody else, without a word of the person. */
    public static JsonNode without(JsonNode answer, Traces traces) {
        if (!(answer.deepCopy() instanceof ObjectNode rest) || !rest.path(DIFFERS).isArray()) {
            return answer;
        }
        ArrayNode others = rest.putArray(DIFFERS);
        answer.path(DIFFERS).forEach(id -> {
            if (!traces.persons().contains(id.asText())) {
                others.add(id);
            }
        });
        return rest;
    }
}
