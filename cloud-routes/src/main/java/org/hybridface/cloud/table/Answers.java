// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.nio.charset.StandardCharsets;
import org.hybridface.cloud.event.Json;
import org.hybridface.messages.Answer;

/** Answers as the table keeps them. */
final class Answers {

    private Answers() {
    }

    static String toJson(Answer answer) {
        return answer.toNode().toString();
    }

    static Answer fromJson(String json) {
        return Answer.fromNode(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
