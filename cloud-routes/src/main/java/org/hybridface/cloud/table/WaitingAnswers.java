// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Variable;
import org.hybridface.cloud.device.Delivery;
import org.hybridface.cloud.device.Letter;
import org.hybridface.cloud.table.Contended.Plan;
import org.hybridface.messages.Answer;
import org.hybridface.messages.DeviceKey;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.MailboxKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Answers for which a device's mailbox has no room: one item for each device, {@code id}=waiting#&lt;thing&gt;, with an attribute for each face key,
 * the answer as JSON, and {@code expiresAt}. An item holds 400 KB, about 2,500 answers. A device that does not come for its answers as long as a face
 * without a name is kept asks again by itself.
 *
 * <p>An answer for a key takes the place of the one that waits, unless that is a newer one about the same face; and as long as one waits, the next one
 * for its key waits as well ({@link #has}), or the older would reach the device after it. Thread safe.
 */
public final class WaitingAnswers {

    private static final Logger LOG = LoggerFactory.getLogger("face");
    private static final String PREFIX = "waiting#";

    /** Keys are counted up; before them what is to be erased. */
    private static final Comparator<String> OLDEST_FIRST = Comparator.comparing((String key) -> DeviceKey.isValid(key) ? DeviceKey.parse(key).number() : 0)
            .thenComparing(Comparator.naturalOrder());

    private final Table table;
    private final Duration keep;
    private final Clock clock;

    /** @param keep how long an answer waits for its device at least */
    WaitingAnswers(Table table, Duration keep, Clock clock) {
        this.table = table;
        this.keep = keep;
        this.clock = clock;
    }

    /** Whether an older answer for the letter's key waits. */
    public boolean has(@Variable("letter") Letter letter) {
        return !letter.first() && table.read(id(letter.thing())).containsKey(letter.key());
    }

    /**
     * Lets the letter wait, unless a newer one does.
     *
     * @return the letter, to be tried once more: the device may have emptied its mailbox before anybody could see that something waits
     */
    public Delivery add(@Variable("letter") Letter letter) {
        // As a rule none waits for the key, and what waits for others need not be read.
        return write(letter.thing(), Map.of(), item -> {
            Optional<Answer> waits = answer(item, letter.key());
            if (waits.isPresent() && letter.answer().isOutdatedBy(waits.get().face(), waits.get().version())) {
                return Plan.nothing(Delivery.toFullMailbox(letter.thing(), Map.of()));
            }
            return Plan.of(Write.to(id(letter.thing())).set(letter.key(), text(Answers.toJson(letter.answer())))
                    .set(Items.EXPIRES_AT, Items.seconds(clock.instant().plus(keep))).ifSame(item, letter.key()),
                    Delivery.toFullMailbox(letter.thing(), Map.of(letter.key(), letter.answer())));
        });
    }

    /** All that waits for a device. */
    public Delivery all(@Variable("thing") String thing) {
        return Delivery.toEmptyMailbox(thing, answers(table.read(id(thing))));
    }

    /** The batch is in the mailbox and waits no more; an answer that took the place of one of it meanwhile does. */
    public Delivery sent(@Variable("delivery") Delivery delivery) {
        // Not read: at first it is taken for what it was when the delivery began.
        Map<String, AttributeValue> unread = new HashMap<>();
        return write(delivery.thing(), unread, item -> {
            Map<String, Answer> waiting = item == unread ? new LinkedHashMap<>(delivery.waiting()) : answers(item);
            Map<String, Answer> gone = new LinkedHashMap<>(delivery.batch());
            gone.entrySet().removeIf(each -> !each.getValue().equals(waiting.get(each.getKey())));
            Write write = Write.to(id(delivery.thing()));
            gone.forEach((key, answer) -> write.remove(key).ifEqual(key, text(Answers.toJson(answer))));
            waiting.keySet().removeAll(gone.keySet());
            return gone.isEmpty() ? Plan.nothing(delivery.sent(waiting)) : Plan.of(write, delivery.sent(waiting));
        });
    }

    private static Map<String, Answer> answers(Map<String, AttributeValue> item) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        item.keySet().stream().filter(MailboxKey::isValid).sorted(OLDEST_FIRST)
                .forEach(key -> answer(item, key).ifPresent(answer -> answers.put(key, answer)));
        return answers;
    }

    private static Optional<Answer> answer(Map<String, AttributeValue> item, String key) {
        try {
            return Items.text(item, key).map(Answers::fromJson);
        } catch (InvalidMessageException e) {
            LOG.warn("item={} key={} status=ignored reason=\"what waits there is no answer; remove the attribute from the item\"",
                    item.get(Items.ID).s(), key);
            return Optional.empty();
        }
    }

    private Delivery write(String thing, Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, Plan<Delivery>> plan) {
        return Contended.write(table, id(thing), item, Contended.TRIES, plan);
    }

    /** The id of the item with what waits for a device. */
    static String id(String thing) {
        return PREFIX + thing;
    }
}
