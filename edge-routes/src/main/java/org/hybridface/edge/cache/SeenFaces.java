// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hybridface.vision.Embedding;

/** What the recogniser asks the {@link FaceCache} and tells it: whom a face looks like, and who is in view. Thread safe. */
public interface SeenFaces extends RememberedFaces {

    /** Every remembered face that may be this one, nearest first. */
    List<Match> near(Embedding embedding);

    /**
     * Whom a face looks like.
     *
     * @param taken keys it cannot be, since they are somebody else in the same frame
     */
    Likeness likeness(Embedding embedding, Set<String> taken);

    /**
     * Faces are embedded with that model; told before the faces are loaded. Those learned with another are said once then: they are never compared,
     * and keep key and name until the cloud's answer shows who they are.
     */
    void embedsWith(String modelId);

    /** Whether the cloud would be asked for this face now, budget aside; lets the caller save the work for the question. */
    boolean isWorthAsking(String key);

    /** Euclidean distance within which somebody else may be meant. */
    double reach();

    /**
     * Remembers a face nobody matched.
     *
     * @param inSameFrame keys that must not make room for it
     * @return its key
     */
    String remember(Embedding embedding, Set<String> inSameFrame);

    /**
     * Takes over what another device knows of a face that nobody here matched: it needs no question then.
     *
     * @param taken       keys it cannot be, since they are somebody else in the same frame
     * @param inSameFrame keys that must not make room for it
     * @return its key, which may be one that had other views only; empty when nobody else knows it, or it may be two of those
     */
    Optional<String> adopt(Embedding look, Set<String> taken, Set<String> inSameFrame);

    /** A track turned out to be this face. */
    void recognised(String key, Embedding look);

    /** One more view of a face that was followed from frame to frame meanwhile. */
    void alsoLooksLike(String key, Embedding embedding);

    /** These faces, and no others, are in the current frame. */
    void inFrame(Set<String> keysInFrame);

    /**
     * As {@link #inFrame(Set)}.
     *
     * @param probable keys that somebody in it probably has: no sighting of them
     */
    void inFrame(Set<String> keysInFrame, Set<String> probable);

    /** When somebody was in view last who is probably this one; empty when nobody was since the start. */
    Optional<Instant> probablySeen(String key);
}
