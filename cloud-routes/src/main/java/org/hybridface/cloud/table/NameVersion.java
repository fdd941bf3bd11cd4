// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.number;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hybridface.messages.Answer;
import org.hybridface.messages.PersonName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which of two answers about a face is the newer: {@code version} grows with each name, and {@code versionName} is the name it was counted for.
 * Names are edited by hand, and nobody counts there. So whoever tells a name counts it first, on condition that it is the name still; what is
 * told of one face therefore grows in the order in which the face had its names.
 *
 * <p>A version is the time in epoch milliseconds, or one more than the last: a face that is written anew after it was deleted does not begin
 * below what devices know of it.
 */
final class NameVersion {

    static final String NAME = "name";
    static final String VERSION = "version";
    static final String VERSION_NAME = "versionName";

    private NameVersion() {
    }

    /** The name that devices can show; a name put there by hand that none could show counts as none. */
    static Optional<String> name(Map<String, AttributeValue> item) {
        return Items.text(item, NAME).filter(PersonName::isValid);
    }

    /** 0 when nobody has counted yet. Whatever number somebody put there by hand is one. */
    static long of(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(VERSION)).map(AttributeValue::n).map(number -> new BigDecimal(number).longValue()).orElse(0L);
    }

    /** Whether the name is the one that the version was counted for. */
    static boolean isCounted(Map<String, AttributeValue> item) {
        return Objects.equals(item.get(NAME), item.get(VERSION_NAME));
    }

    static long next(Map<String, AttributeValue> item, Clock clock) {
        return Math.max(of(item) + 1, clock.millis());
    }

    /** Counts a name, or that there is none. */
    static void count(Write write, Optional<AttributeValue> name, long version) {
        write.set(VERSION, number(version));
        name.ifPresentOrElse(known -> write.set(VERSION_NAME, known), () -> write.remove(VERSION_NAME));
    }

    /** On condition that the item is there, and nobody has named or counted since it was read. */
    static void ifUnchanged(Write write, Map<String, AttributeValue> item) {
        ifSameName(write, item);
        write.ifSame(item, VERSION);
    }

    /** On condition that the item is there and named as it was when it was read. */
    static void ifSameName(Write write, Map<String, AttributeValue> item) {
        write.ifPresent(Items.ID).ifSame(item, NAME);
    }

    /** Condition: nobody may have been told anything newer of the face than this answer. */
    static Write ifStill(Answer told) {
        return Write.to(told.face().orElseThrow()).ifEqual(VERSION, number(told.version()));
    }
}
