// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hybridface.messages.Answer;

/** Applies the cloud's answers to the remembered faces, and joins two keys that turn out to be one face. Thread safe. */
final class FaceAnswers {

    private final FaceShelf faces;
    private final Supplier<FaceJoin> join;
    private final CacheNews news;
    private final Clock clock;
    /** Keys that went into another one since the start. */
    private final Map<String, String> joined = new ConcurrentHashMap<>();

    FaceAnswers(FaceShelf faces, Supplier<FaceJoin> join, CacheNews news, Clock clock) {
        this.faces = faces;
        this.join = join;
        this.news = news;
        this.clock = clock;
    }

    /** The key a face goes by now; another one than before when the two were joined since the start. */
    String current(String key) {
        String current = key;
        for (String next = joined.get(current); next != null; next = joined.get(current)) {
            current = next;
        }
        return current;
    }

    /** As {@link FaceCache#apply}. One answer at a time: a join changes two faces. */
    synchronized Optional<AppliedAnswer> apply(String answeredKey, Answer answer) throws IOException {
        String key = current(answeredKey);
        Instant now = clock.instant();
        FaceEntry[] before = new FaceEntry[1];
        Optional<FaceEntry> after = faces.changeForSure(key, face -> {
            before[0] = face;
            return face.answered(answer, now);
        });
        if (after.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> waited = before[0].openSince().map(since -> Duration.between(since, now));
        Optional<FaceEntry> other = join.get().other(after.get(), faces.all());
        FaceEntry result = other.isPresent() ? join(after.get(), other.get(), answer, now) : after.get();
        return Optional.of(new AppliedAnswer(result, waited));
    }

    private FaceEntry join(FaceEntry face, FaceEntry other, Answer answer, Instant now) throws IOException {
        FaceEntry one = FaceJoin.joined(face, other);
        String gone = one.key().equals(face.key()) ? other.key() : face.key();
        // The one that stays is on the disk before the other goes: a power cut between the two leaves both, and loses neither.
        FaceEntry kept = faces.changeForSure(one.key(), there -> one.answered(answer, now)).orElse(one);
        joined.put(gone, kept.key());
        faces.remove(gone);
        news.joined(gone, kept.key());
        return kept;
    }
}
