// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.Answer;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.Known;
import org.hybridface.messages.LookVector;
import org.hybridface.vision.Embedding;

/** What is worth telling the other devices, and which of two things told of one person is kept. Pure. */
record GalleryRules(GallerySettings settings) {

    /**
     * Whether one takes the other's place. Of one face the later answer is kept, and of two that say the same answer the one that was said later or
     * has more looks; faces have versions of their own, so between two the later counts.
     */
    boolean replaces(Known fresh, Known kept) {
        if (fresh.faceId().equals(kept.faceId()) && fresh.answerVersion() != kept.answerVersion()) {
            return fresh.answerVersion() > kept.answerVersion();
        }
        if (fresh.told().equals(kept.told())) {
            return fresh.looks().size() > kept.looks().size();
        }
        return fresh.told().isAfter(kept.told());
    }

    /**
     * Whether the others are to be told: they know something older, or what they know is so old that they will soon ask for themselves. The same again, or
     * a little later, is not worth a message.
     */
    boolean isWorthTelling(Known fresh, Known kept) {
        boolean same = fresh.faceId().equals(kept.faceId()) && fresh.answerVersion() == kept.answerVersion() && fresh.name().equals(kept.name())
                && fresh.looks().size() <= kept.looks().size();
        return replaces(fresh, kept) && !(same && fresh.told().isBefore(kept.told().plus(settings.nameTtl().dividedBy(2))));
    }

    /**
     * What the cloud has just said of a face, as the others are to know it.
     *
     * @param looks of that person that the others know; the face's own are added where they show something new
     * @return empty when it cannot be shared: the cloud does not say whose face it is, or nothing here shows it to this model
     */
    Optional<Known> told(FaceEntry face, Answer answer, List<LookVector> looks, Instant now) {
        List<LookVector> all = face.isAdopted() && !looks.isEmpty() ? looks.stream().limit(Known.MOST_LOOKS).toList() : withNew(looks, face.embeddings());
        if (answer.face().isEmpty() || answer.person().isEmpty() || all.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> name = answer instanceof Answer.Named named ? Optional.of(named.name()) : Optional.empty();
        double similarity = answer instanceof Answer.Named named ? named.similarity() : ((Answer.Enrolled) answer).similarity();
        return Optional.of(new Known(answer.whose(), settings.model(), all, name, answer.face().get(), similarity, answer.version(), settings.thing(), now,
                now.plus(settings.keep())));
    }

    /** Whether an answer shows that a face is no longer that person's: it says another, or that the face lost all that was known of it. */
    static boolean takesAway(Answer answer, Known kept) {
        boolean nobody = answer instanceof Answer.Enrolled && answer.person().isEmpty() && answer.version() > kept.answerVersion();
        boolean another = answer.person().isPresent() && !answer.person().get().equals(kept.person()) && answer.version() >= kept.answerVersion();
        return answer.face().filter(kept.faceId()::equals).isPresent() && (nobody || another);
    }

    /** As it counts here: no device's clock makes it younger than now, and it is kept no longer than this device keeps anything. */
    Known dated(Known known, Instant now) {
        Instant told = known.told().isAfter(now) ? now : known.told();
        Instant latest = told.plus(settings.keep());
        return new Known(known.whose(), known.model(), known.looks(), known.name(), known.faceId(), known.similarity(), known.answerVersion(), known.thing(), told,
                known.expires().isAfter(latest) || !known.expires().isAfter(told) ? latest : known.expires());
    }

    /** The person with one more look, the face's last; empty when it is like one of the others, or they are enough. */
    Optional<Known> looked(FaceEntry face, Known kept) {
        List<LookVector> looks = withNew(kept.looks(), List.of(face.embeddings().get(face.embeddings().size() - 1)));
        return looks.size() == kept.looks().size() ? Optional.empty() : Optional.of(new Known(kept.whose(), kept.model(), looks, kept.name(), kept.faceId(),
                kept.similarity(), kept.answerVersion(), settings.thing(), kept.told(), kept.expires()));
    }

    /** With the views of this model that are unlike all before them, as long as there is room. Vectors that are not of length one are not shared. */
    private List<LookVector> withNew(List<LookVector> looks, List<Embedding> views) {
        List<LookVector> all = new ArrayList<>(looks.stream().limit(Known.MOST_LOOKS).toList());
        for (Embedding view : views) {
            if (all.size() < Known.MOST_LOOKS && view.modelId().equals(settings.model())
                    && all.stream().allMatch(look -> look.size() == view.values().length && embedding(look).distance(view) > settings.newLook())) {
                look(view).ifPresent(all::add);
            }
        }
        return all;
    }

    private Embedding embedding(LookVector look) {
        return new Embedding(settings.model(), look.values());
    }

    private static Optional<LookVector> look(Embedding view) {
        try {
            return Optional.of(new LookVector(view.values()));
        } catch (InvalidMessageException e) {
            return Optional.empty();
        }
    }
}
