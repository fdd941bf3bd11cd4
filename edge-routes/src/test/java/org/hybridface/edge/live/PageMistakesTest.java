// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.hybridface.edge.api.ApiDescription;
import org.hybridface.edge.routes.ErrorLines;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes a request by hand makes mistakes: each is told, none is passed over, and none is an error of the device. */
class PageMistakesTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static PageUnderTest page;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
        key = page.newFace();
        page.show(key);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    /** Written by hand: the JDK's client refuses to send them. */
    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/%", "/api/faces/%4/photo", "/api/visits?day=%zz", "/api/visits?person=%ff", "/api/%c3%28", "/page/%g1", "/q/dev/%zz", "/observe/jolokia/read/%zz",
        "/stream?camera=%"})
    void anAddressThatCannotBeDecodedIsABadRequestAndNoError(String address) throws Exception {
        try (ErrorLines log = ErrorLines.ofServer()) {
            String answer = raw("GET " + address);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Content-Security-Policy: ").containsAnyOf("{\"error\":\"the address has a % without two hexadecimal digits",
                    "{\"error\":\"the address has encoded bytes that are no UTF-8");
            assertThat(log.all()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/visits?dya=2026-11-01         | there is no parameter 'dya' at /api/visits; did you mean 'day'?
            /api/visits.csv?Person=Ada         | there is no parameter 'Person' at /api/visits.csv; did you mean 'person'?
            /api/visits?limit=-1               | there is no parameter 'limit' at /api/visits, which takes day, from, most, person and to
            /api/visits?day=2026-11-01&day=2026-11-02 | the parameter 'day' is given 2 times: give it once
            /api/status?x=1                    | there is no parameter 'x' at /api/status, which takes nothing
            /api/faces?limit=3                 | there is no parameter 'limit' at /api/faces, which takes nothing
            /api/people?name=Ada               | there is no parameter 'name' at /api/people, which takes nothing
            /api/people/pairs?x                | there is no parameter 'x'
            /api/erasures?x=                   | there is no parameter 'x'
            /api/still?camara=x                | there is no parameter 'camara' at /api/still; did you mean 'camera'?
            /stream?cameras=x                  | there is no parameter 'cameras' at /stream; did you mean 'camera'?
            /api/faces/User001/photo?vv=1      | there is no parameter 'vv' at /api/faces/{key}/photo; did you mean 'v'?
            /api/visits?day=yesterday          | day is 'yesterday': give a date like 2026-11-27
            /api/visits?most=-1                | most is '-1': give a number from 1 to 10000
            """)
    void aParameterThatNobodyReadsIsRefusedAndAWrongValueNamed(String address, String reason) throws Exception {
        HttpResponse<String> answer = send(request(address));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.body()).path("error").asText()).startsWith(reason);
    }

    /** Only what is described is held to anything. */
    @Test
    void eachAddressOfTheInterfaceIsDescribed() {
        ApiDescription description = ApiDescription.shipped();
        List<PlatformHttpEndpoint> served = page.context().getEndpoints().stream().filter(PlatformHttpEndpoint.class::isInstance).map(PlatformHttpEndpoint.class::cast)
                .filter(endpoint -> endpoint.getPath().startsWith("/api/") || endpoint.getPath().equals("/stream")).toList();
        assertThat(served).hasSizeGreaterThan(15).allSatisfy(endpoint -> assertThat(description.operation(endpoint.getHttpMethodRestrict(), endpoint.getPath().replaceAll("[{}]", "")))
                .as(endpoint.getHttpMethodRestrict() + " " + endpoint.getPath()).isPresent());
    }

    @Test
    void whatALinkToAPageBringsAlongDisturbsNobody() throws Exception {
        for (String address : new String[] {"/?utm_source=mail", "/page/visits.html?person=User001", "/page/page.js?v=7", "/api/faces/" + key + "/photo?v=7", "/api/still?v=7&camera=camera:test"}) {
            assertThat(send(request(address)).statusCode()).as(address).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PUT  | name        | {"nmae":"Ada"}                    | there is no field 'nmae'; did you mean 'name'?
            PUT  | name        | {"name":"Ada","colour":"red"}     | there is no field 'colour': this address takes name and seen
            PUT  | name        | {"name":5}                        | 'name' is a number: give text, in quotes
            PUT  | name        | {"name":null}                     | 'name' is missing: give {"name":"Ada"}
            PUT  | name        | {}                                | 'name' is missing: give {"name":"Ada"}
            PUT  | name        | ["Ada"]                           | the body is a list: give {"name":"Ada"}
            PUT  | name        | "Ada"                             | the body is text: give {"name":"Ada"}
            PUT  | name        | {"name":"Ada"} or so              | the body is no JSON from line 1, column
            PUT  | name        | {"name":"Ada","name":"Grace"}     | a field stands twice in the body
            PUT  | name        | {"name":"Ada                      | the body is no JSON
            PUT  | name        | ``                                | the body is empty: give {"name":"Ada"}
            PUT  | name        | {"name":"Ada","seen":7}           | 'seen' is a number: give text, in quotes
            POST | corrections | {"doo":"merge"}                   | there is no field 'doo'; did you mean 'do'?
            POST | corrections | {"do":"murge","with":"User002"}   | 'do' is 'murge', which is not consent, differ, merge, never-ask, not-this-person, rename or split; did you mean 'merge'?
            POST | corrections | {"do":"merge"}                    | 'with' is missing: give the other face's key
            POST | corrections | {"do":"merge","with":2}           | 'with' is a number
            POST | corrections | {"do":"never-ask","never":"no"}   | 'never' is text: give true or false
            POST | erasure     | {"bye":"Grace"}                   | there is no field 'bye'; did you mean 'by'?
            """)
    void aFieldThatNobodyReadsIsRefusedAndNothingIsDone(String method, String what, String body, String reason) throws Exception {
        HttpResponse<String> answer = send(request("/api/faces/" + key + "/" + what).header("X-Hybridface", "test").header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.body()).path("error").asText()).startsWith(reason);
        assertThat(page.cache().find(key)).hasValueSatisfying(face -> assertThat(face.name()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | name        | text/plain                      | the header Content-Type is 'text/plain': this address takes application/json
            PUT  | name        | application/json; charset=utf-16 | the header Content-Type is 'application/json; charset=utf-16': JSON is sent in UTF-8
            POST | erasure     | application/x-www-form-urlencoded | the header Content-Type is 'application/x-www-form-urlencoded': this address takes application/json
            POST | photos      | image/gif                       | the header Content-Type is 'image/gif': this address takes image/jpeg or image/png
            """)
    void aBodyOfAnotherTypeIsToldWhichOneIsTaken(String method, String what, String type, String reason) throws Exception {
        HttpResponse<String> answer = send(request("/api/faces/" + key + "/" + what).header("X-Hybridface", "test").header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString("{\"name\":\"Ada\"}")));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(new ObjectMapper().readTree(answer.body()).path("error").asText()).isEqualTo(reason);
    }

    @Test
    void jsonMayBeCalledSoInEachWay() throws Exception {
        String other = page.newFace();
        for (String type : new String[] {"application/json", "application/json; charset=UTF-8", "application/json;charset=\"utf-8\""}) {
            assertThat(send(request("/api/faces/" + other + "/name").header("X-Hybridface", "test").header("Content-Type", type)
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"Zoë\"}"))).statusCode()).as(type).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/facez                  | did you mean '/api/faces'?
            /api/visit                  | did you mean '/api/visits'?
            /API/Status                 | did you mean '/api/status'?
            /visits                     | did you mean '/page/visits.html'?
            /people.js                  | did you mean '/page/people.js'?
            /status                     | did you mean '/api/status'?
            /api/faces/User001/fotos    | did you mean '/api/faces/User001/photos'?
            /page/poeple.css            | there is no file 'poeple.css' here; did you mean 'people.css'?
            /page/nope.css              | there is no file 'nope.css' here
            /api/faces/User999/photo    | User999 is not remembered
            /api/visits/nope/picture    | there is no picture of such a visit
            """)
    void whatIsNotThereIsToldWithWhatIsNear(String address, String reason) throws Exception {
        HttpResponse<String> answer = send(request(address));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new ObjectMapper().readTree(answer.body()).path("error").asText()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/stream", "/api/still", "/api/faces", "/api/people", "/api/people/pairs", "/api/visits", "/api/visits.csv", "/api/erasures", "/api/status", "/page/page.js",
        "/observe/health", "/observe/metrics", "/observe/jolokia", "/q/dev", "/q/dev/faces"})
    void eachAddressThatIsReadAnswersHeadAndOptions(String address) throws Exception {
        HttpResponse<String> head = send(request(address).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        HttpResponse<String> options = send(request(address).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow").orElseThrow()).startsWith("GET, HEAD, OPTIONS");
        HttpResponse<String> wrong = send(request(address).header("X-Hybridface", "test").DELETE());
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).isEqualTo(options.headers().firstValue("Allow"));
    }

    @Test
    void whoAsksAboutAllAddressesAtOnceIsAnswered() throws Exception {
        try (ErrorLines log = ErrorLines.ofServer()) {
            assertThat(raw("OPTIONS *")).startsWith("HTTP/1.1 204 ").contains("Allow: DELETE, GET, HEAD");
            assertThat(raw("HEAD /stream?camera=nope")).startsWith("HTTP/1.1 404 ");
            assertThat(log.all()).isEmpty();
        }
    }

    private static String raw(String line) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", page.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path.replace("{", "%7B").replace("}", "%7D")));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
