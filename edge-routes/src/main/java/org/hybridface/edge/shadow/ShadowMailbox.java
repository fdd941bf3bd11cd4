// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.shadow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.hybridface.edge.cache.AppliedAnswer;
import org.hybridface.edge.cache.AskedFaces;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Answer;
import org.hybridface.messages.DeviceKey;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.ShadowUpdate;
import org.hybridface.messages.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes answers out of the shadow: applies each to the face cache, which stores it, and only then says so. An answer that could not be
 * stored (a full disk) stays in the shadow, which is read again after a growing wait; the others are not held back by it. Used by the one
 * thread of the shadow route, apart from {@link #connected()} and {@link #isToBeReadAgain()}.
 */
public class ShadowMailbox {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowMailbox.class);
    private static final Logger STORY = LoggerFactory.getLogger("story");

    private final AskedFaces cache;
    private final AnswerListener listener;
    private final FaceNews news;
    private final RetryTimes retry;
    private volatile long lastVersion;
    private Erasing eraser = (erasure, letter) -> {
        throw new IOException("nobody erases here");
    };

    /** Erases a person; when it returns, all is off the disk. */
    @FunctionalInterface
    public interface Erasing {

        void erase(UUID erasure, Answer.Erased letter) throws IOException;
    }

    public ShadowMailbox(AskedFaces cache, AnswerListener listener) {
        this(cache, listener, FaceNews.NONE);
    }

    public ShadowMailbox(AskedFaces cache, AnswerListener listener, FaceNews news) {
        this(cache, listener, news, SteadyClock.SYSTEM);
    }

    /** @param clock what the wait before the shadow is read again goes by */
    public ShadowMailbox(AskedFaces cache, AnswerListener listener, FaceNews news, SteadyClock clock) {
        this.retry = new RetryTimes(clock);
        this.news = news;
        this.cache = cache;
        this.listener = listener;
    }

    /** Before the first letter: who does it when the cloud says that a person is to be erased. */
    public void erasesWith(Erasing erasing) {
        eraser = erasing;
    }

    /** A new connection: the whole shadow is asked for next, and its version is right, even if the shadow was made anew. */
    public void connected() {
        lastVersion = 0;
    }

    public Mailbox readDelta(@Body byte[] json) {
        return Mailbox.fromDelta(json);
    }

    public Mailbox readWhole(@Body byte[] json) {
        return Mailbox.fromGetAccepted(json);
    }

    /** Whether an answer lies in the shadow that could not be stored, and it is time to try again; true once for each time. */
    public boolean isToBeReadAgain() {
        return retry.isDue();
    }

    /**
     * Applies what is new.
     *
     * @return the shadow update that takes out what was applied; null when there is nothing to say
     */
    public byte[] apply(@Body Mailbox mailbox) {
        if (mailbox.version() <= lastVersion) {
            LOG.debug("event=shadow-seen version={} last={}", mailbox.version(), lastVersion);
            return null;
        }
        List<String> done = new ArrayList<>(mailbox.unusable());
        mailbox.unusable().forEach(key -> LOG.warn("event=shadow-unusable key={} What lies in the shadow is no answer; it is taken out", Quoted.value(key)));
        Optional<Exception> fault = Optional.empty();
        for (Map.Entry<String, Answer> answer : mailbox.answers().entrySet()) {
            try {
                if (answer.getValue() instanceof Answer.Erased erased) {
                    eraser.erase(UUID.fromString(answer.getKey()), erased);
                } else {
                    apply(DeviceKey.parse(answer.getKey()), answer.getValue(), mailbox);
                }
                done.add(answer.getKey());
            } catch (IOException | RuntimeException e) {
                fault = Optional.of(e);
            }
        }
        fault.ifPresentOrElse(retry::failed, retry::succeeded);
        if (fault.isEmpty()) {
            // Otherwise this version is not done with: read again, it is the same.
            lastVersion = mailbox.version();
        }
        return done.isEmpty() ? null : ShadowUpdate.applied(done, mailbox.version());
    }

    /** The broker has the update that takes these answers out. */
    public void takenOut(@Body byte[] update) {
        ShadowUpdate.appliedKeys(update).forEach((key, version) -> {
            if (!DeviceKey.isValid(key)) {
                return;
            }
            String face = DeviceKey.parse(key).key();
            FaceEvent event = FaceEvent.of(FaceEvent.Kind.TAKEN_OUT, face).with("version", version);
            news.tell(cache.find(face).flatMap(FaceEntry::eventId).map(event::id).orElse(event));
        });
    }

    private void apply(DeviceKey addressee, Answer answer, Mailbox mailbox) throws IOException {
        if (!cache.deviceKeys().gave(addressee)) {
            LOG.info("event=answer-for-lost-memory key={} state={} This thing's memory was lost since: the answer is for a face it had", addressee, answer.state());
            return;
        }
        String key = addressee.key();
        Optional<FaceEntry> before = cache.find(key);
        Optional<AppliedAnswer> applied = cache.apply(key, answer);
        if (applied.isEmpty()) {
            LOG.info("event=answer-for-dropped-face key={} state={}", Quoted.value(key), answer.state());
            return;
        }
        FaceEntry after = applied.get().face();
        LOG.info("event=answer id={} key={} state={} similarity={} ms={}", after.eventId().orElse("-"), key, after.state().word(),
                after.similarity().isPresent() ? String.format(Locale.ROOT, "%.1f", after.similarity().getAsDouble()) : "-",
                applied.get().waited().map(waited -> Long.toString(waited.toMillis())).orElse("-"));
        news.tell(answerNews(applied.get(), answer, mailbox, Optional.ofNullable(mailbox.traces().get(addressee.toString()))));
        // A repeated answer (lost acknowledgement, version conflict) is no news.
        if (applied.get().waited().isPresent() || !tells(before).equals(tells(applied.map(AppliedAnswer::face)))) {
            STORY.info(Story.of(applied.get()));
            listener.applied(applied.get());
        }
    }

    private static FaceEvent answerNews(AppliedAnswer applied, Answer answer, Mailbox mailbox, Optional<Trace> trace) {
        FaceEntry face = applied.face();
        FaceEvent event = FaceEvent.of(FaceEvent.Kind.ANSWER, face.key()).with("state", answer.state()).with("version", mailbox.version());
        if (answer instanceof Answer.Named named) {
            event = event.with("similarity", named.similarity(), 1).with("face", named.faceId());
        } else if (answer instanceof Answer.Enrolled enrolled) {
            event = event.with("similarity", enrolled.similarity(), 1).with("face", enrolled.faceId());
        } else if (answer instanceof Answer.Rejected rejected) {
            event = event.with("reason", rejected.reason());
        }
        // What nobody waited for, a name edited in the cloud, belongs to no question.
        if (applied.waited().isEmpty()) {
            return event;
        }
        event = event.with("ms", applied.waited().get().toMillis());
        event = face.eventId().map(event::id).orElse(event);
        FaceEvent told = event;
        return trace.map(times -> told.with("trace", times.toText().replace(' ', ',').replace('=', ':'))).orElse(told);
    }

    private static List<Object> tells(Optional<FaceEntry> face) {
        return face.map(entry -> List.<Object>of(entry.state(), entry.name(), entry.reason())).orElse(List.of());
    }
}
