// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.number;
import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.hybridface.cloud.event.Claim;
import org.hybridface.cloud.event.EventInProgressException;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.OutdatedAnswerException;
import org.hybridface.cloud.event.StepTimes;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The events of the table, for Camel's idempotent consumer: each is worked on once, however often it is delivered.
 *
 * <p>{@code id}=event#&lt;uuid&gt;, {@code status} pending, answered (found, but perhaps not told) or done, {@code claimedAt} and {@code leaseUntil}
 * in epoch milliseconds, {@code requestId}, {@code result} (the answer as JSON), {@code expiresAt}, {@code photo} (where a
 * device's photo lies, as long as it does), {@code stays} (see {@link Twins}). A claim is a
 * lease that ends when Lambda would kill the run; then another delivery may take the event over. An event without an answer does not expire: its run
 * may have died with a face in the collection that nothing else explains, and whoever meets that face settles with it, were it a year later; the
 * sweeper lets it expire when there is no such face. The claim of the same invocation blocks nobody: Lambda begins the next try when the one
 * before is over, and the SDK repeats a claim whose answer was lost. Should two runs of one invocation meet all the same, they enrol one face,
 * because the event is the person.
 *
 * <p>Reads the exchange variables {@code event}, {@code deadline} and {@code requestId}; {@link #add} sets {@code claim}, and {@code answer} to what
 * a run before found; {@link #confirm} and {@link #remove} read both. Thread safe.
 */
public final class EventLog extends ServiceSupport implements IdempotentRepository {

    private static final Logger LOG = LoggerFactory.getLogger("face");
    private static final String PREFIX = "event#";

    public static final String STATUS = "status";
    public static final String CLAIMED_AT = "claimedAt";
    public static final String LEASE_UNTIL = "leaseUntil";
    public static final String REQUEST_ID = "requestId";
    public static final String RESULT = "result";
    /** Where the photo lies that a device asked with: whoever erases the person finds it by this. */
    static final String PHOTO = "photo";

    public static final String PENDING = "pending";
    private static final String ANSWERED = "answered";
    private static final String DONE = "done";

    /** What the time of a claim is called beside the times of the arrows. */
    private static final String STEP = "claim-event";

    private final Table table;
    private final Duration keep;
    private final Clock clock;

    /** @param keep how long a device's event is remembered; longer than Lambda's retries last (6 hours at most) */
    public EventLog(Table table, Duration keep, Clock clock) {
        this.table = table;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Claims the event, or takes it over from a run that died, in one conditional write.
     *
     * @return false when a run before has found the answer
     * @throws EventInProgressException when another run works on it now; its lease stays as it is
     */
    @Override
    public boolean add(Exchange exchange, String eventId) {
        Claim claim = Run.claim(exchange).orElseGet(() -> StepTimes.measured(exchange, STEP, () -> claim(exchange, eventId)));
        exchange.setVariable("claim", claim);
        return claim == Claim.OURS;
    }

    private Claim claim(Exchange exchange, String eventId) {
        FaceEvent event = Run.event(exchange);
        Instant deadline = exchange.getVariable("deadline", Instant.class);
        AttributeValue requestId = text(Run.requestId(exchange));
        Write nobodyWorksOnIt = Write.onlyIf().ifAbsentOrEqual(STATUS, text(PENDING)).ifEither(
                Write.onlyIf().ifAbsentOrAtMost(LEASE_UNTIL, number(clock.millis())), Write.onlyIf().ifEqual(REQUEST_ID, requestId));
        Write claim = Write.to(id(eventId)).set(STATUS, text(PENDING)).set(LEASE_UNTIL, number(deadline.toEpochMilli())).set(REQUEST_ID, requestId)
                // Of a run that takes over, the first claim counts: it decides which of two twins yields.
                .setIfAbsent(CLAIMED_AT, number(event.received().toEpochMilli()))
                .remove(Items.EXPIRES_AT)
                .ifEither(Write.onlyIf().ifAbsent(Items.ID), nobodyWorksOnIt);
        Optional<Map<String, AttributeValue>> refusing = table.write(claim);
        refusing.ifPresent(item -> exchange.setVariable("answer", answer(eventId, item)));
        return refusing.map(item -> text(item, STATUS).filter(DONE::equals).isPresent() ? Claim.DONE : Claim.UNTOLD).orElse(Claim.OURS);
    }

    private static Answer answer(String eventId, Map<String, AttributeValue> item) {
        if (text(item, STATUS).orElse(PENDING).equals(PENDING)) {
            throw new EventInProgressException(eventId);
        }
        return Answers.fromJson(text(item, RESULT).orElseThrow(() ->
                new IllegalStateException("an answered event item has no '" + RESULT + "'; delete the item")));
    }

    /**
     * Closes the event with its answer, on condition that the name which the device was told is the face's name still: another run may have told a
     * newer one before, which this one has just written over. The device itself ignores an older answer; this is for the mailbox of one that is
     * away. Whatever changes from here on is told by name-changed, which finds the device in seenBy.
     *
     * <p>What goes wrong is the exchange's exception, as it would be that of a step: {@link OutdatedAnswerException} when the device is to be told
     * once more, the variable {@code answer}; {@link org.hybridface.cloud.erasure.ErasedMeanwhileException} when whom it was told of is erased.
     */
    @Override
    public boolean confirm(Exchange exchange, String eventId) {
        Claim claim = Run.claim(exchange).orElse(Claim.DONE);
        if (claim == Claim.DONE) {
            return true;
        }
        FaceEvent event = Run.event(exchange);
        Optional<Answer> answer = Run.answer(exchange);
        if (answer.isEmpty() || event.sighting().isEmpty() && answer.get() instanceof Answer.Rejected) {
            // Whoever sent a labelled photo that was refused may send it again, with another quality filter perhaps.
            return remove(exchange, eventId);
        }
        try {
            close(exchange, event, answer.get());
            return true;
        } catch (RuntimeException e) {
            remove(exchange, eventId);
            exchange.setException(e);
            return false;
        }
    }

    /**
     * An answer that is outdated leaves the lease alone, since on-error tells the newer one at once and closes then. Should the name have changed with
     * each of its tries as well, the lease runs to its end, half a minute at most, and that holds nobody up: Lambda's next try is of the same
     * invocation, and another delivery of the event has nothing to do as long as that one is responsible.
     */
    private void close(Exchange exchange, FaceEvent event, Answer told) {
        Write done = answered(event, told, DONE);
        if (told.face().isEmpty()) {
            table.write(done);
            return;
        }
        boolean isLabelled = event.sighting().isEmpty();
        Optional<Map<String, AttributeValue>> refusing = isLabelled ? table.write(done.ifPresent(Items.ID)) : table.write(done, NameVersion.ifStill(told));
        if (refusing.isPresent() && refusing.get().isEmpty()) {
            String face = told.face().get();
            ErasedMarks.requireNone(table.read(ErasedMarks.of(event, Stream.of(face))), new Match(face, told.whose().person().orElse(event.personId()), FaceItems.ITSELF));
        }
        if (refusing.isPresent() && !isLabelled && FaceItems.isOutdated(told, refusing.get())) {
            exchange.setVariable("answer", FaceItems.renewed(told, refusing.get()));
            exchange.setException(new OutdatedAnswerException(event.id()));
        } else if (refusing.isPresent()) {
            table.write(answered(event, told, DONE));
        }
    }

    /**
     * This run failed: the next delivery need not wait for the lease to end, and goes on with the answer if a device waits for one. A lease that
     * another run has taken over stays. Throws nothing and is quiet: the failure that led here is the one to be told.
     */
    @Override
    public boolean remove(Exchange exchange, String eventId) {
        if (Run.claim(exchange).filter(Claim.OURS::equals).isEmpty()) {
            return true;
        }
        FaceEvent event = Run.event(exchange);
        Write end = Run.answer(exchange).filter(answer -> event.sighting().isPresent()).map(answer -> answered(event, answer, ANSWERED))
                .orElseGet(() -> Write.to(id(eventId)));
        try {
            table.write(end.set(LEASE_UNTIL, number(0)).ifEqual(REQUEST_ID, text(Run.requestId(exchange))).ifEqual(STATUS, text(PENDING)));
            return true;
        } catch (RuntimeException e) {
            LOG.debug("{} status=leased reason=\"its lease could not be ended, so only this invocation or a later one goes on with it\" cause=\"{}\"",
                    event, e.getMessage());
            return false;
        }
    }

    /** A device's event expires; a labelled photo's is kept for ever, or seeding the photo next year would enrol it twice. */
    private Write answered(FaceEvent event, Answer answer, String status) {
        Write write = Write.to(id(event.id())).set(RESULT, text(Answers.toJson(answer))).set(STATUS, text(status));
        if (event.storedHere() && answer.face().isPresent()) {
            write.set(PHOTO, text(event.photoUri().toString()));
        }
        return event.sighting().isPresent() ? write.set(Items.EXPIRES_AT, Items.seconds(event.received().plus(keep))) : write;
    }

    /**
     * The event that enrolled a face which is gone: its answer goes with the face, so that the same labelled photo may be enrolled again. Twins may have
     * been told to yield to it, those with an older claim, too. So its claim is before all others now, and before those that were opened anew earlier.
     */
    public void reopen(NameChange change) {
        change.eventId().map(EventLog::id).ifPresent(id -> table.write(Write.to(id).set(STATUS, text(PENDING)).set(LEASE_UNTIL, number(0))
                .set(CLAIMED_AT, number(-clock.millis()))
                .remove(RESULT).remove(Twins.STAYS).ifPresent(Items.ID)));
    }

    /** Whether an event has no answer yet; false for no item. */
    static boolean isPending(Map<String, AttributeValue> item) {
        return text(item, STATUS).filter(PENDING::equals).isPresent();
    }

    /** The id of an event's item. */
    public static String id(String eventId) {
        return PREFIX + eventId;
    }

    @Override
    public boolean contains(String eventId) {
        return !table.read(id(eventId)).isEmpty();
    }

    @Override
    public boolean add(String eventId) {
        throw needsExchange();
    }

    @Override
    public boolean remove(String eventId) {
        throw needsExchange();
    }

    @Override
    public boolean confirm(String eventId) {
        throw needsExchange();
    }

    /** Events expire by themselves, and only an erasure deletes one. */
    @Override
    public void clear() {
        throw new UnsupportedOperationException("events expire by themselves; delete an item event#... by hand");
    }

    private static UnsupportedOperationException needsExchange() {
        return new UnsupportedOperationException("an event is claimed for the run of an exchange: use the repository in an idempotentConsumer");
    }

    /** What the exchange of a run knows. */
    private static final class Run {

        static FaceEvent event(Exchange exchange) {
            return exchange.getVariable("event", FaceEvent.class);
        }

        static String requestId(Exchange exchange) {
            return exchange.getVariable("requestId", String.class);
        }

        static Optional<Claim> claim(Exchange exchange) {
            return Optional.ofNullable(exchange.getVariable("claim", Claim.class));
        }

        static Optional<Answer> answer(Exchange exchange) {
            return Optional.ofNullable(exchange.getVariable("answer", Answer.class));
        }
    }
}
