// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.explain.FaceEvent.Kind;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.vision.Embedding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what the cache decides, once for each change: most frames bring no news. Thread safe. */
final class CacheNews {

    private static final Logger LOG = LoggerFactory.getLogger(FaceCache.class);
    private static final Logger STORY = LoggerFactory.getLogger("story");

    /** Somebody who was away that long and is back is news; a face the tracker lost for a moment is not. */
    private static final Duration AWAY = Duration.ofMinutes(1);

    private final FaceNews news;
    private final Supplier<CacheSettings> settings;
    private final SteadyClock clock;
    /** The last verdict that was told, by key; faces that are forgotten leave it. */
    private final Map<String, AskDecision> told = new ConcurrentHashMap<>();

    CacheNews(FaceNews news, Supplier<CacheSettings> settings, SteadyClock clock) {
        this.clock = clock;
        this.news = news;
        this.settings = settings;
    }

    /** @param others the faces remembered so far */
    void keyed(String key, Embedding embedding, Collection<FaceEntry> others) {
        Match nearest = null;
        for (FaceEntry other : others) {
            double distance = FaceMatcher.distance(embedding, other);
            if (Double.isFinite(distance) && (nearest == null || distance < nearest.distance())) {
                nearest = new Match(other.key(), distance);
            }
        }
        FaceEvent event = FaceEvent.of(Kind.KEYED, key).with("limit", settings.get().sameFaceDistance(), 2);
        event = nearest == null ? event : event.with("nearest", nearest.key()).with("distance", nearest.distance(), 2);
        LOG.info("{}", event);
        news.tell(event);
    }

    /** @param match whom it is, by what another device has learnt */
    void adopted(FaceEntry face, Fleet.KnownMatch match) {
        FaceEvent event = FaceEvent.of(Kind.ADOPTED, face.key()).with("distance", match.distance(), 2).with("limit", settings.get().sameFaceDistance(), 2)
                .with("face", match.known().faceId()).with("person", match.known().person()).with("from", match.known().thing());
        LOG.info("{}", event);
        news.tell(event);
        STORY.info("{} -> known by {} -> {}", face.key(), Quoted.line(match.known().thing()), face.name().map(Quoted::line).orElse("in the pool, no name yet"));
    }

    /** @param face as it was before it came into view */
    void inView(FaceEntry face, Embedding look, Instant now) {
        Duration away = Duration.between(face.lastSeen(), now);
        if (away.compareTo(AWAY) >= 0) {
            news.tell(FaceEvent.of(Kind.RECOGNISED, face.key()).with("distance", FaceMatcher.distance(look, face), 2)
                    .with("limit", settings.get().sameFaceDistance(), 2).with("away", away.toSeconds()));
        }
    }

    /** A look at a face, which happens with every frame. That it would be asked is told when it is. */
    void glanced(FaceEntry face, AskDecision decision) {
        if (decision != AskDecision.ASK) {
            changed(face, decision);
        }
    }

    /** @param face as it is after the decision */
    void decided(FaceEntry face, AskDecision decision) {
        if (decision == AskDecision.ASK) {
            told.put(face.key(), decision);
            FaceEvent event = verdict(face.key(), decision).with("asks", face.asks());
            boolean expired = face.answeredAt().isPresent() && (face.state() == FaceState.NAMED || face.state() == FaceState.ENROLLED);
            news.tell(expired ? event.with("why", "expired") : event);
        } else {
            changed(face, decision);
        }
    }

    void askFailed(FaceEntry face) {
        FaceEvent event = FaceEvent.of(Kind.ASK_FAILED, face.key());
        news.tell(face.eventId().map(event::id).orElse(event));
    }

    void toBeAskedAgain(String key) {
        news.tell(FaceEvent.of(Kind.ASK_AGAIN, key));
    }

    void renamed(String key) {
        news.tell(FaceEvent.of(Kind.RENAMED, key));
    }

    /** @param gone is the same face as the one that stays */
    void joined(String gone, String kept) {
        told.remove(gone);
        FaceEvent event = FaceEvent.of(Kind.JOINED, gone).with("into", kept);
        LOG.info("{}", event);
        news.tell(event);
    }

    /** @param why {@code capacity}, {@code request} or {@code erased} */
    void forgotten(String key, String why) {
        told.remove(key);
        news.tell(FaceEvent.of(Kind.FORGOTTEN, key).with("why", why));
    }

    private void changed(FaceEntry face, AskDecision decision) {
        if (decision != told.put(face.key(), decision)) {
            Optional<Instant> until = settings.get().policy().until(face, decision);
            FaceEvent event = verdict(face.key(), decision);
            news.tell(until.isPresent() ? event.with("until", clock.toWall(until.get())) : event);
        }
    }

    private static FaceEvent verdict(String key, AskDecision decision) {
        return FaceEvent.of(Kind.VERDICT, key).with("verdict", decision.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
