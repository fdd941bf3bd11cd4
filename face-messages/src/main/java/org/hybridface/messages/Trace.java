// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How long each step in the cloud took, as an answer may carry it beside its own fields:
 * {@code "trace":"claim-event=12 store-photo=41 search-face=120"}. Optional, and nothing depends on it: it is for people who ask
 * where the time went. One text and no object, because the shadow merges objects: steps of two answers would mix.
 *
 * @param millis milliseconds by the step's name, in the order of the steps
 */
public record Trace(Map<String, Long> millis) {

    /** What may be used of the shadow's 8 KB for one answer's trace. */
    static final int TEXT_CHARACTERS = 240;

    private static final String FIELD = "trace";
    private static final Pattern STEP = Pattern.compile("([a-z][a-z-]{0,30})=([0-9]{1,9})");

    public Trace {
        millis = Collections.unmodifiableMap(new LinkedHashMap<>(millis));
    }

    /** Reads what it can; everything else is left out. */
    public static Trace parse(String text) {
        Map<String, Long> millis = new LinkedHashMap<>();
        for (String word : text.split(" ", 32)) {
            Matcher step = STEP.matcher(word);
            if (step.matches()) {
                millis.put(step.group(1), Long.valueOf(step.group(2)));
            }
        }
        return new Trace(millis);
    }

    /** {@code step=ms step=ms}; steps that have no room any more are left out. */
    public String toText() {
        String text = millis.entrySet().stream().map(step -> step.getKey() + "=" + step.getValue()).collect(Collectors.joining(" "));
        return text.length() <= TEXT_CHARACTERS ? text : text.substring(0, text.lastIndexOf(' ', TEXT_CHARACTERS));
    }

    /** The trace beside an answer, if it brought one. */
    static Optional<Trace> beside(JsonNode answer) {
        return Json.text(answer, FIELD).map(Trace::parse).filter(trace -> !trace.millis().isEmpty());
    }

    ObjectNode putBeside(ObjectNode answer) {
        return millis.isEmpty() ? answer : answer.put(FIELD, toText());
    }
}
