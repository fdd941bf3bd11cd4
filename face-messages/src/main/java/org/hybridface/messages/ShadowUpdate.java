// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Documents sent to the shadow {@link Topics#SHADOW}, which is a mailbox: the cloud puts an answer under the face's key into
 * {@code desired}, the device takes it out. Format: AWS IoT developer guide, "Device Shadow service documents".
 */
public final class ShadowUpdate {

    private ShadowUpdate() {
    }

    /** Cloud: the answer for one key. */
    public static byte[] answer(String key, Answer answer) {
        return answer(key, answer, new Trace(Map.of()));
    }

    /** Cloud: the answer for one key, and how long the steps to it took. */
    public static byte[] answer(String key, Answer answer, Trace trace) {
        ObjectNode root = Json.object();
        ObjectNode said = trace.putBeside(answer.toNode());
        if (answer.face().isPresent()) {
            // The shadow merges objects: the person of an answer that nobody has read yet would become this one's.
            answer.whose().putNulls(said);
        }
        root.putObject("state").putObject("desired").putObject("faces").set(MailboxKey.require(key), said);
        return Json.bytes(root);
    }

    /** Cloud: the answers for several keys. */
    public static byte[] answers(Map<String, Answer> answers) {
        ObjectNode root = Json.object();
        ObjectNode faces = root.putObject("state").putObject("desired").putObject("faces");
        answers.forEach((key, answer) -> faces.set(MailboxKey.require(key), answer.toNode()));
        return Json.bytes(root);
    }

    /**
     * Device: the answers for these keys are applied and stored; take them out and say so, in one update. The version makes
     * AWS refuse it (409) when a newer answer came meanwhile, which the device would otherwise delete unread; it then GETs
     * the shadow again.
     *
     * @param keys    the keys applied, not empty
     * @param version the shadow version the answers came with
     */
    public static byte[] applied(Collection<String> keys, long version) {
        ObjectNode root = Json.object();
        ObjectNode state = root.putObject("state");
        ObjectNode faces = state.putObject("desired").putObject("faces");
        keys.forEach(faces::putNull);
        String last = keys.stream().reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalArgumentException("nothing was applied"));
        state.putObject("reported").putObject("applied").put("id", last).put("version", version);
        root.put("version", version);
        return Json.bytes(root);
    }

    /**
     * Reads what {@link #applied} wrote.
     *
     * @return the shadow version the answers came with, by face key
     * @throws InvalidMessageException when it is no such update
     */
    public static Map<String, Long> appliedKeys(byte[] update) {
        JsonNode root = Json.parseObject(update, "the shadow update");
        Map<String, Long> versions = new LinkedHashMap<>();
        root.path("state").path("desired").path("faces").fieldNames()
                .forEachRemaining(key -> versions.put(key, root.path("version").asLong()));
        return versions;
    }
}
