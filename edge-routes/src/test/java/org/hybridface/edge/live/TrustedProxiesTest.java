// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
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
    void aProxyIsTheSameInEachSpellingOfItsAddress() {
        assertThat(asked(TrustedProxies.of("::ffff:127.0.0.1"), "127.0.0.1").address()).isEqualTo("192.0.2.7");
        assertThat(asked(TrustedProxies.of("127.0.0.1"), "::ffff:7f00:1").address()).isEqualTo("192.0.2.7");
        assertThat(asked(TrustedProxies.of("0:0:0:0:0:0:0:1"), "::1").address()).isEqualTo("192.0.2.7");
        assertThat(asked(TrustedProxies.of("fe80::7"), "fe80:0:0:0:0:0:0:7%eth0").address()).as("by whichever cable it comes").isEqualTo("192.0.2.7");
    }

    @Test
    void ofAChainOfProxiesTheLastThatIsNotOursIsBelieved() {
        assertThat(asked(TrustedProxies.of("127.0.0.1,192.0.2.7"), "127.0.0.1").address()).isEqualTo("6.6.6.6");
    }

    /** Else each connection of one guesser would be somebody else. */
    @ParameterizedTest
    @CsvSource({"192.0.2.7:50123, 192.0.2.7", "[2001:db8::7]:50123, 2001:db8::7", "2001:DB8:0::7, 2001:db8::7", "192.0.2.7:50123 , 192.0.2.7", "::ffff:192.0.2.7, 192.0.2.7",
        "[::FFFF:c000:207]:50123, 192.0.2.7"})
    void thePortAVisitorCameFromIsNotPartOfWhoHeIs(String hop, String address) {
        assertThat(TrustedProxies.of("127.0.0.1").asked("127.0.0.1", name -> Optional.of(hop).filter(value -> name.equals("X-Forwarded-For"))).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            for=192.0.2.7;proto=https;host=home.example                                    | 192.0.2.7   | home.example      | true
            For="192.0.2.7:50123"; Proto=HTTPS; Host="home.example:8443"; by=_proxy        | 192.0.2.7   | home.example:8443 | true
            for="[2001:db8:0::7]:4711";host=home.example                                   | 2001:db8::7 | home.example      | false
            for=6.6.6.6;host=evil.example;proto=https, for=192.0.2.7;host=home.example;proto=http | 192.0.2.7 | home.example | false
            for=192.0.2.7;host=home.example;proto=https, for=10.0.0.2;proto=http           | 192.0.2.7   | home.example      | true
            for=6.6.6.6;host=evil.example, for=192.0.2.7;host=home.example, for=10.0.0.2   | 192.0.2.7   | home.example      | false
            for=_hidden;host=home.example                                                  | _hidden     | home.example      | false
            host="a\\"b, for=1.2.3.4"                                                       | unknown     | a"b, for=1.2.3.4  | false
            for=192.0.2.7;host="home.example                                               | 127.0.0.1   | 127.0.0.1:9876    | false
            nonsense                                                                       | 127.0.0.1   | 127.0.0.1:9876    | false
            """)
    void whatAProxySaysInTheStandardsHeaderIsReadToo(String forwarded, String address, String host, boolean secure) {
        Map<String, String> headers = Map.of("Host", "127.0.0.1:9876", "Forwarded", forwarded);
        assertThat(TrustedProxies.of("127.0.0.1, 10.0.0.2").asked("127.0.0.1", name -> Optional.ofNullable(headers.get(name)))).isEqualTo(new Asked(address, Optional.of(host), secure));
        assertThat(TrustedProxies.of("10.0.0.2").asked("127.0.0.1", name -> Optional.ofNullable(headers.get(name)))).as("from anybody else")
                .isEqualTo(new Asked("127.0.0.1", Optional.of("127.0.0.1:9876"), false));
    }

    @Test
    void aProxyThatWritesTheOlderHeadersMayHandOnWhatAVisitorMadeUp() {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("Forwarded", "for=6.6.6.9;host=evil.example;proto=http");
        assertThat(TrustedProxies.of("127.0.0.1").asked("127.0.0.1", name -> Optional.ofNullable(headers.get(name))))
                .isEqualTo(new Asked("192.0.2.7", Optional.of("home.example:8443"), true));
    }

    @ParameterizedTest
    @CsvSource({"home.example, 8443, home.example:8443", "home.example:8443, 443, home.example:8443", "home.example, 443, home.example:443", "[2001:db8::7], 8443, [2001:db8::7]:8443",
        "home.example, x, home.example", "home.example, '1, 8443', home.example:8443"})
    void aPortThatIsToldByItselfIsPartOfTheHost(String host, String port, String whole) {
        Map<String, String> headers = Map.of("X-Forwarded-Host", host, "X-Forwarded-Port", port);
        assertThat(TrustedProxies.of("127.0.0.1").asked("127.0.0.1", name -> Optional.ofNullable(headers.get(name))).host()).contains(whole);
    }

    private static Asked asked(TrustedProxies proxies, String from) {
        return proxies.asked(from, name -> Optional.ofNullable(HEADERS.get(name)));
    }
}
