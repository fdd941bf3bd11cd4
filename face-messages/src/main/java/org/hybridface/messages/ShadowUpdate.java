package org.hybridface.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/**
 * Documents sent to the shadow {@link Topics#SHADOW}, which is a mailbox: the cloud puts an answer under the face's key into
 * {@code desired}, the device takes it out. Format: AWS IoT developer guide, "Device Shadow service documents".
 */
public final class ShadowUpdate {

    private ShadowUpdate() {
    }

    /** Cloud: the answer for one key. */
    public static byte[] answer(String key, Answer answer) {
        ObjectNode root = Json.object();
        root.putObject("state").putObject("desired").putObject("faces").set(FaceKey.require(key), answer.toNode());
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
}
