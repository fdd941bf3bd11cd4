// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.hybridface.edge.cache.AppliedAnswer;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.shadow.AnswerListener;
import org.hybridface.edge.store.DurableFile;

/** What this run did, for {@code edge.summary}. Keeps the last answer to each key. Thread safe. */
public final class RunReport implements AnswerListener {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, AppliedAnswer> answers = new TreeMap<>();
    private FaceRecogniser recogniser;
    private FaceCache cache;

    synchronized void reads(FaceRecogniser from, FaceCache with) {
        recogniser = from;
        cache = with;
    }

    @Override
    public synchronized void applied(AppliedAnswer answer) {
        // The time is that of the question; a name that is edited later does not change how long the answer took.
        AppliedAnswer before = answers.get(answer.face().key());
        answers.put(answer.face().key(), before == null || answer.waited().isPresent()
                ? answer : new AppliedAnswer(answer.face(), before.waited()));
    }

    /** Writes the summary as a JSON file. */
    public synchronized void write(Path file) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        if (recogniser != null) {
            node.put("frames", recogniser.frames())
                    .put("facesDetected", recogniser.facesDetected())
                    .put("facesEmbedded", recogniser.facesEmbedded())
                    .put("keys", cache.counts().newKeys())
                    .put("asks", cache.counts().asks())
                    .put("callsAvoided", cache.counts().callsAvoided());
        }
        ArrayNode list = node.putArray("answers");
        answers.values().forEach(answer -> add(list.addObject(), answer));
        if (file.toAbsolutePath().getParent() != null) {
            DurableFile.makeDirectory(file.toAbsolutePath().getParent());
        }
        DurableFile.write(file.toAbsolutePath(), JSON.writeValueAsBytes(node));
    }

    private static void add(ObjectNode node, AppliedAnswer answer) {
        FaceEntry face = answer.face();
        node.put("key", face.key());
        face.name().ifPresentOrElse(name -> node.put("name", name), () -> node.putNull("name"));
        node.put("state", face.state().word());
        face.similarity().ifPresentOrElse(similarity -> node.put("similarity", similarity), () -> node.putNull("similarity"));
        answer.waited().ifPresentOrElse(waited -> node.put("millis", waited.toMillis()), () -> node.putNull("millis"));
        face.reason().ifPresent(reason -> node.put("reason", reason));
    }
}
