// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.hybridface.edge.time.SteadyClock;

/** When the cloud is asked for a face: never asked, or the back-off is over, and budget left. Thread safe. */
final class FaceQuestions {

    private final FaceShelf faces;
    private final Supplier<CacheSettings> settings;
    private final HourlyBudget budget;
    private final CacheCounts counts;
    private final CacheNews news;
    private final SteadyClock clock;

    FaceQuestions(FaceShelf faces, Supplier<CacheSettings> settings, HourlyBudget budget, CacheCounts counts, CacheNews news, SteadyClock clock) {
        this.faces = faces;
        this.settings = settings;
        this.budget = budget;
        this.counts = counts;
        this.news = news;
        this.clock = clock;
    }

    /** As {@link FaceCache#add}. */
    boolean take(String key) {
        Instant now = clock.instant();
        AskDecision[] decision = {AskDecision.WAIT};
        Optional<FaceEntry> after = faces.changeInMemory(key, face -> {
            decision[0] = settings.get().policy().decide(face, now);
            if (decision[0] == AskDecision.ASK && !budget.take(now)) {
                decision[0] = AskDecision.NO_BUDGET;
            }
            return decision[0] == AskDecision.ASK ? face.asked(now) : face;
        });
        counts.decided(decision[0], budget.perHour());
        after.ifPresent(face -> news.decided(face, decision[0]));
        if (decision[0] == AskDecision.ASK) {
            faces.writeSoon(key);
        }
        return decision[0] == AskDecision.ASK;
    }

    /** As {@link FaceCache#remove}. */
    boolean takeBack(String key) {
        boolean[] wasOpen = {false};
        Optional<FaceEntry> after = faces.change(key, face -> {
            wasOpen[0] = face.isOpen();
            return face.askFailed();
        });
        if (wasOpen[0]) {
            after.ifPresent(news::askFailed);
        }
        return wasOpen[0];
    }

    /** As {@link FaceCache#isWorthAsking}. */
    boolean isWorth(String key) {
        Instant now = clock.instant();
        return faces.find(key).map(face -> {
            AskDecision decision = settings.get().policy().decide(face, now);
            news.glanced(face, decision);
            return decision == AskDecision.ASK;
        }).orElse(false);
    }

    /** As {@link FaceCache#asking}. */
    void travels(String key, String eventId) throws IOException {
        faces.changeForSure(key, face -> face.withEventId(eventId));
        faces.writeBudget();
    }

    /** As {@link FaceCache#askAgain}. */
    boolean again(String key) {
        Optional<FaceEntry> face = faces.change(key, FaceEntry::toBeAskedAgain);
        face.ifPresent(open -> news.toBeAskedAgain(key));
        return face.isPresent();
    }

    int left() {
        return budget.left(clock.instant());
    }

    long open() {
        return faces.all().stream().filter(FaceEntry::isOpen).count();
    }
}
