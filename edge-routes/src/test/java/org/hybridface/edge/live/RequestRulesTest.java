// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hybridface.edge.access.Role;
import org.hybridface.edge.live.RequestRules.Looking;
import org.hybridface.edge.live.RequestRules.Refusal;
import org.hybridface.edge.live.RequestRules.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {

    private final RequestRules here = new RequestRules("127.0.0.1", Looking.EVERYBODY);
    private final RequestRules network = new RequestRules("0.0.0.0", Looking.WITH_TOKEN);

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // method, path, host, origin, fetch site, our header, status (0: may pass)
        "GET,    /,                     127.0.0.1:9876, -,                     -,           -,    0",
        "GET,    /api/faces,            localhost:9876, -,                     same-origin, -,    0",
        "GET,    /api/faces,            LocalHost:9876, -,                     -,           -,    0",
        "GET,    /api/faces,            '[::1]:9876',   -,                     -,           -,    0",
        "GET,    /q/dev/faces,          127.0.0.1:9876, -,                     none,        -,    403",
        "GET,    /,                     127.0.0.1:9876, -,                     none,        -,    0",
        "GET,    /api/faces,            127.0.0.1:9876, -,                     none,        -,    403",
        "GET,    /observe/health,       127.0.0.1:9876, -,                     none,        -,    403",
        "GET,    /observe/health,       127.0.0.1:9876, -,                     -,           -,    0",
        "GET,    /observe/anything,     127.0.0.1:9876, -,                     -,           -,    404",
        "GET,    /observe/jolokia/../../api/faces, 127.0.0.1:9876, -,          -,           -,    400",
        "GET,    /observe/jolokia/%2e%2e/metrics, 127.0.0.1:9876, -,           -,           -,    400",
        "GET,    /api/./faces,          127.0.0.1:9876, -,                     -,           -,    400",
        "GET,    //api/faces,           127.0.0.1:9876, -,                     -,           -,    400",
        "GET,    /api%2Ffaces,          127.0.0.1:9876, -,                     -,           -,    400",
        "GET,    /api/faces;x=1,        127.0.0.1:9876, -,                     -,           -,    400",
        "GET,    /q/dev/%73end,         127.0.0.1:9876, -,                     -,           -,    0",
        "TRACE,  /api/faces,            127.0.0.1:9876, -,                     -,           -,    405",
        "PROPFIND, /api/faces,          127.0.0.1:9876, -,                     -,           page, 405",
        "POST,   /anything,             127.0.0.1:9876, -,                     -,           -,    403",
        "GET,    /,                     127.0.0.1:9876, -,                     cross-site,  -,    0",
        "GET,    /q/dev/route/camera-to-faces, 127.0.0.1:9876, -,              cross-site,  -,    403",
        "GET,    /observe/jolokia/exec/x/clear, 127.0.0.1:9876, -,             same-site,   -,    403",
        "GET,    /stream,               127.0.0.1:9876, -,                     cross-site,  -,    403",
        "GET,    /api/faces,            127.0.0.1:9876, http://evil.example,   -,           -,    403",
        "OPTIONS, /api/faces/User001,   127.0.0.1:9876, http://evil.example,   cross-site,  -,    403",
        "GET,    /api/faces,            localhost.:9876, -,                    -,           -,    0",
        "GET,    /api/faces,            '[::ffff:127.0.0.1]:9876', -,          -,           -,    0",
        "GET,    /api/faces,            door.localhost:9876, -,                -,           -,    0",
        "GET,    /api/faces,            localhost.evil.example, -,             -,           -,    421",
        "GET,    /api/faces,            evil.example,   -,                     -,           -,    421",
        "GET,    /api/faces,            127.0.0.1.evil.example, -,             -,           -,    421",
        "GET,    /api/faces,            -,              -,                     -,           -,    421",
        "PUT,    /api/faces/User001/name, 127.0.0.1:9876, http://127.0.0.1:9876, same-origin, page, 0",
        "PUT,    /api/faces/User001/name, 127.0.0.1:80, http://127.0.0.1,      same-origin, page, 0",
        "PUT,    /api/faces/User001/name, localhost:443, https://LocalHost,    same-origin, page, 0",
        "PUT,    /api/faces/User001/name, localhost,    https://localhost:443, same-origin, page, 0",
        "PUT,    /api/faces/User001/name, localhost:443, http://localhost,     same-origin, page, 403",
        "PUT,    /api/faces/User001/name, localhost:9876, ftp://localhost:9876, same-origin, page, 403",
        "PUT,    /api/faces/User001/name, 127.0.0.1:9876, -,                   -,           curl, 0",
        "PUT,    /api/faces/User001/name, 127.0.0.1:9876, -,                   -,           -,    403",
        "PUT,    /api/faces/User001/name, 127.0.0.1:9876, http://evil.example, -,           page, 403",
        "PUT,    /api/faces/User001/name, 127.0.0.1:9876, 'null',              -,           page, 403",
        "DELETE, /api/faces/User001,    127.0.0.1:9876, -,                     cross-site,  page, 403",
        "DELETE, /api/faces/User001,    127.0.0.1:9876, http://127.0.0.1:80,   same-site,   page, 403",
        "POST,   /q/dev/route,          127.0.0.1:9876, http://evil.example,   -,           -,    403",
        "POST,   /observe/jolokia,      127.0.0.1:9876, -,                     -,           -,    0"
    })
    void onThisMachineTheOwnPageMayAndOtherSitesMayNot(String method, String path, String host, String origin, String fetchSite,
            String ourHeader, int status) {
        Request request = new Request(method, path, Optional.ofNullable(host), Optional.ofNullable(origin), Optional.ofNullable(fetchSite),
                Optional.ofNullable(ourHeader), Role.NOBODY, Role.NOBODY);
        assertThat(here.refuse(request).map(Refusal::status).orElse(0)).isEqualTo(status);
    }

    @Test
    void fromTheNetworkNothingIsShownWithoutAToken() {
        assertThat(network.refuse(reading(Role.NOBODY, Role.NOBODY))).map(Refusal::status).contains(401);
        assertThat(network.refuse(reading(Role.VIEWER, Role.NOBODY))).isEmpty();
        assertThat(network.refuse(reading(Role.NOBODY, Role.VIEWER))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // origin, our header, by token, by session, status
        "http://evil.example, page, OPERATOR, OPERATOR, 403",
        "-,                   page, NOBODY,   OPERATOR, 0",
        "-,                   -,    NOBODY,   OPERATOR, 403",
        "-,                   page, NOBODY,   VIEWER,   403",
        "-,                   page, VIEWER,   NOBODY,   403",
        "-,                   -,    OPERATOR, NOBODY,   0"
    })
    void fromTheNetworkAChangeNeedsTheOperatorAndACookieAloneIsNone(String origin, String ourHeader, Role byToken, Role bySession, int status) {
        Request change = new Request("PUT", "/api/faces/User001/name", Optional.of("door:9876"), Optional.ofNullable(origin),
                Optional.empty(), Optional.ofNullable(ourHeader), byToken, bySession);
        assertThat(network.refuse(change).map(Refusal::status).orElse(0)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1", "localhost", "::1", "[::1]", "127.1.2.3", "localhost.", "LOCALHOST", "127.0.0.1.", "[::ffff:127.0.0.1]", "::ffff:127.0.0.1", "[::ffff:7f00:1]", "0:0:0:0:0:0:0:1" })
    void knowsThisMachine(String host) {
        assertThat(RequestRules.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "192.168.1.7", "::", "door.example", "localhost.example", "localhost..", ".", "[::ffff:192.168.1.7]", "127.0.0.1.example", "xlocalhost" })
    void knowsOthers(String host) {
        assertThat(RequestRules.isLoopback(host)).isFalse();
    }

    private static Request reading(Role byToken, Role bySession) {
        return new Request("GET", "/", Optional.of("door:9876"), Optional.empty(), Optional.empty(), Optional.empty(), byToken, bySession);
    }
}
