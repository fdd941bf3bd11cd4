// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.Test;

/** How many answers are tried at a time. */
class DeliveryTest {

    @Test
    void aMailboxThatRefusesIsOfferedHalfUntilNotOneFits() {
        List<Integer> tried = new ArrayList<>();
        Delivery delivery = Delivery.toEmptyMailbox("door", waiting(60));
        while (delivery.goesOn()) {
            tried.add(delivery.batch().size());
            delivery = delivery.refused();
        }
        assertThat(tried).containsExactly(48, 24, 12, 6, 3, 1);
        assertThat(delivery).hasToString("thing=door sent=0 waiting=60");
    }

    @Test
    void onceSomeWentTheRestWaitsForTheDevice() {
        Delivery delivery = Delivery.toEmptyMailbox("door", waiting(60)).refused();
        delivery = delivery.sent(waiting(36));
        assertThat(delivery.goesOn()).isTrue();
        assertThat(delivery.sent()).isEqualTo(24);
        assertThat(delivery.refused().goesOn()).as("the device is going to take the first ones out").isFalse();
        assertThat(delivery.sent(Map.of()).goesOn()).as("nothing waits").isFalse();
        assertThat(delivery.sent(Map.of()).sent()).isEqualTo(60);
    }

    @Test
    void aMailboxThatWasFullIsOfferedTheOldestOne() {
        Delivery delivery = Delivery.toFullMailbox("door", waiting(3));
        assertThat(delivery.batch()).containsOnlyKeys("User001");
        assertThat(delivery.refused().goesOn()).isFalse();
    }

    private static Map<String, Answer> waiting(int number) {
        Map<String, Answer> waiting = new LinkedHashMap<>();
        Stream.iterate(1, next -> next + 1).limit(number).forEach(each -> waiting.put(String.format(Locale.ROOT, "User%03d", each), new Answer.Rejected("no-face")));
        return waiting;
    }
}
