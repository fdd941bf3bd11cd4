// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hybridface.vision.Embedding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom a face looks like, among the remembered ones. Thread safe. */
final class FaceRecall {

    private static final Logger LOG = LoggerFactory.getLogger(FaceCache.class);

    private final FaceShelf faces;
    private final Supplier<NameRule> rule;

    FaceRecall(FaceShelf faces, Supplier<NameRule> rule) {
        this.faces = faces;
        this.rule = rule;
    }

    /** As {@link FaceCache#near}. */
    List<Match> near(Embedding embedding) {
        return FaceMatcher.near(embedding, faces.all(), rule.get().line());
    }

    /** As {@link FaceCache#likeness}. */
    Likeness likeness(Embedding embedding, Set<String> taken) {
        NameRule now = rule.get();
        List<Match> near = FaceMatcher.near(embedding, faces.all(), now.reach());
        return now.decide(near.stream().filter(match -> !taken.contains(match.key())).toList(), this::isSamePerson);
    }

    /** Says whose vectors are those of another model. */
    void tellOfOthers(String modelId) {
        List<FaceEntry> old = faces.all().stream().filter(face -> face.embeddings().stream().noneMatch(view -> view.modelId().equals(modelId))).toList();
        if (!old.isEmpty()) {
            LOG.warn("event=faces-to-relearn faces={} of={} named={} model={} These were learned with another model ({}), whose vectors cannot be "
                    + "compared: each person is asked for once when seen next, and gets the old key and name back with the answer",
                    old.size(), faces.size(), old.stream().filter(face -> face.name().isPresent()).count(), modelId, old.get(0).embeddings().get(0).modelId());
        }
    }

    private boolean isSamePerson(String key, String other) {
        return faces.find(key).flatMap(one -> faces.find(other).map(one::isSamePersonAs)).orElse(false);
    }
}
