// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writing what others write as well: done anew from what is there then, until nobody else wrote in between. */
final class Contended {

    /** Somebody else would have to write to one item in between each time. */
    static final int TRIES = 8;

    private Contended() {
    }

    /**
     * What is to be written as an item is now, and what comes of it.
     *
     * @param write  on conditions that do not hold when somebody else wrote in between; empty when there is nothing to write
     * @param result what it is once that is written
     */
    record Plan<T>(Optional<Write> write, T result) {

        static <T> Plan<T> of(Write write, T result) {
            return new Plan<>(Optional.of(write), result);
        }

        static <T> Plan<T> nothing(T result) {
            return new Plan<>(Optional.empty(), result);
        }
    }

    /**
     * @param what how the failure calls it
     * @param item as it was read
     * @param plan asked for the item, and for each that refused a write
     * @throws IllegalStateException when somebody else wrote in between each time
     */
    static <T> T write(Table table, String what, Map<String, AttributeValue> item, int tries, Function<Map<String, AttributeValue>, Plan<T>> plan) {
        Newest newest = new Newest(item);
        return untilDone(what + " was changed " + tries + " times while it was written", tries, () -> {
            Plan<T> next = plan.apply(newest.item);
            Optional<Map<String, AttributeValue>> refusing = next.write().flatMap(table::write);
            refusing.ifPresent(now -> newest.item = now);
            return refusing.isEmpty() ? Optional.of(next.result()) : Optional.empty();
        });
    }

    /**
     * @param failure what the failure says
     * @param attempt reads and writes; empty when somebody else wrote in between
     * @throws IllegalStateException when that was so each time
     */
    static <T> T untilDone(String failure, int tries, Supplier<Optional<T>> attempt) {
        for (int tried = 0; tried < tries; tried++) {
            Optional<T> done = attempt.get();
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new IllegalStateException(failure);
    }

    private static final class Newest {

        private Map<String, AttributeValue> item;

        Newest(Map<String, AttributeValue> item) {
            this.item = item;
        }
    }
}
