// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.hybridface.edge.live.TrustedProxies.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

    private static final Map<String, String> HEADERS = Map.of("Host", "127.0.0.1:9876", "X-Forwarded-For", "6.6.6.6, 192.0.2.7",
            "X-Forwarded-Host", "home.example:8443", "X-Forwarded-Proto", "https");

    @Test
    void aTrustedProxyTellsWhoAsksAndWhere() {
        assertThat(asked(TrustedProxies.of("127.0.0.1, 10.0.0.2"), "127.0.0.1"))
                .isEqualTo(new Asked("192.0.2.7", Optional.of("home.example:8443"), true));
    }

    @Test
    void anybodyElseWritesTheseHeadersInVain() {
        Asked asItIs = new Asked("192.0.2.9", Optional.of("127.0.0.1:9876"), false);
        assertThat(asked(TrustedProxies.of("127.0.0.1"), "192.0.2.9")).isEqualTo(asItIs);
        assertThat(asked(TrustedProxies.NONE, "192.0.2.9")).isEqualTo(asItIs);
        assertThat(TrustedProxies.of(" ").isEmpty()).isTrue();
    }

    @Test
    void whatTheVisitorWroteBeforeTheProxyDidIsNotBelieved() {
        Map<String, String> twice = Map.of("X-Forwarded-Host", "evil.example,home.example", "X-Forwarded-Proto", "https,http", "X-Forwarded-For", "192.0.2.7");
        assertThat(TrustedProxies.of("127.0.0.1").asked("127.0.0.1", name -> Optional.ofNullable(twice.get(name))))
                .isEqualTo(new Asked("192.0.2.7", Optional.of("home.example"), false));
    }

    @Test
    void ofAChainOfProxiesTheLastThatIsNotOursIsBelieved() {
        assertThat(asked(TrustedProxies.of("127.0.0.1,192.0.2.7"), "127.0.0.1").address()).isEqualTo("6.6.6.6");
    }

    /** Else each connection of one guesser would be somebody else. */
    @ParameterizedTest
    @CsvSource({"192.0.2.7:50123, 192.0.2.7", "[2001:db8::7]:50123, 2001:db8::7", "2001:DB8:0::7, 2001:db8::7", "192.0.2.7:50123 , 192.0.2.7"})
    void thePortAVisitorCameFromIsNotPartOfWhoHeIs(String hop, String address) {
        assertThat(TrustedProxies.of("127.0.0.1").asked("127.0.0.1", name -> Optional.of(hop).filter(value -> name.equals("X-Forwarded-For"))).address()).isEqualTo(address);
    }

    private static Asked asked(TrustedProxies proxies, String from) {
        return proxies.asked(from, name -> Optional.ofNullable(HEADERS.get(name)));
    }
}
