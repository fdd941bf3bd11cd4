// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Instant;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.Match;
import org.hybridface.edge.cache.SeenFaces;
import org.hybridface.vision.EmbedReason;
import org.hybridface.vision.Embedding;

/** What is learned of faces that are known already: more views of them. Used by one thread. */
final class Learning {

    /** Of the line: where hardly two people are as near (for SFace 0.95, similarity 99). */
    static final double VERY_LIKE = 0.92;

    private final SeenFaces cache;

    Learning(SeenFaces cache) {
        this.cache = cache;
    }

    /** A good photo shows a known face. There is no second look to form a mean with, so only one that is beyond doubt is remembered. */
    void shownOnce(Match match, Embedding look) {
        if (isNewView(match) && match.distance() < VERY_LIKE * cache.sameFaceDistance()) {
            cache.alsoLooksLike(match.key(), look);
        }
    }

    /** A view of a followed face that is unlike those remembered is looked at once more, and the mean of both is worth remembering. */
    void followed(Instant at, Person person, String key, Embedding look) {
        GoodLooks views = person.looks();
        boolean isNew = cache.near(look).stream().anyMatch(match -> match.key().equals(key) && isNewView(match));
        if (isNew && views.size() == 0 && person.track().reason() == EmbedReason.REVERIFY) {
            views.add(look, at, cache.sameFaceDistance());
            person.times().start(at);
            person.times().showed(at);
        } else if (isNew && views.size() > 1) {
            cache.alsoLooksLike(key, look);
            views.clear();
        } else if (!isNew) {
            views.clear();
        }
    }

    private boolean isNewView(Match match) {
        return match.distance() > CacheSettings.NEW_VIEW * cache.sameFaceDistance();
    }
}
