// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case is a sentence of the AWS IoT developer guide, "Device Shadow service documents" and "Device Shadow error messages". */
class ShadowsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ShadowId FACES = new ShadowId("camera-1", Optional.of("faces"));
    private static final ShadowId CLASSIC = new ShadowId("camera-1", Optional.empty());
    private static final long NOW = 1_769_854_530;

    private final Map<String, JsonNode> published = new LinkedHashMap<>();
    private Shadows shadows;

    @BeforeEach
    void empty() {
        shadows = new Shadows(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
        shadows.publishTo((topic, json) -> published.put(topic, read(new String(json, StandardCharsets.UTF_8))));
    }

    private JsonNode update(String json) {
        published.clear();
        return shadows.update(FACES, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode published(String suffix) {
        return published.get("$aws/things/camera-1/shadow/name/faces" + suffix);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Compares as JSON text, so that 1 as int and as long are the same. */
    private static void assertJson(JsonNode actual, String expected) {
        assertThat(read(actual.toString())).isEqualTo(read(expected));
    }

    @Test
    void aKeptShadowIsTheSameAfterAnotherStartAndItsVersionGoesOn(@TempDir Path folder) throws IOException {
        byte[] answer = "{\"state\":{\"desired\":{\"faces\":{\"User001\":{\"name\":\"Ada\"}}}}}".getBytes(StandardCharsets.UTF_8);
        Shadows first = Shadows.in(Optional.of(folder), Clock.systemUTC());
        first.update(FACES, answer);
        first.update(CLASSIC, answer);
        first.delete(CLASSIC);
        JsonNode before = first.get(FACES).without("timestamp");

        Shadows second = Shadows.in(Optional.of(folder), Clock.systemUTC());

        assertJson(second.get(FACES).without("timestamp"), before.toString());
        assertThat(second.names("camera-1")).containsExactly("faces");
        assertThat(second.update(CLASSIC, answer).path("version").asLong()).isEqualTo(3);
    }

    @Test
    void aKeptShadowThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        Shadows.in(Optional.of(folder), Clock.systemUTC()).update(FACES, "{\"state\":{\"desired\":{\"a\":1}}}".getBytes(StandardCharsets.UTF_8));
        try (var files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"top");
        }

        assertThatThrownBy(() -> Shadows.in(Optional.of(folder), Clock.systemUTC())).isInstanceOf(IOException.class)
                .hasMessageContaining("delete it");
    }

    @Test
    void anUpdateAnswersWithWhatItSetAndItsTimes() {
        assertJson(update("{'state':{'desired':{'colour':'red','size':{'width':3}}},'clientToken':'t1'}"), """
                {'state':{'desired':{'colour':'red','size':{'width':3}}},
                 'metadata':{'desired':{'colour':{'timestamp':1769854530},'size':{'width':{'timestamp':1769854530}}}},
                 'version':1,'timestamp':1769854530,'clientToken':'t1'}""");
        assertThat(published("/update/accepted")).isNotNull();
    }

    @Test
    void theDeltaIsWhatIsDesiredAndNotReportedSo() {
        update("{'state':{'desired':{'a':1,'b':{'c':2,'d':3},'e':[1,2]},'reported':{'b':{'c':2},'e':[1],'x':9}}}");
        assertJson(published("/update/delta"), """
                {'state':{'a':1,'b':{'d':3},'e':[1,2]},
                 'metadata':{'a':{'timestamp':1769854530},'b':{'d':{'timestamp':1769854530}},
                             'e':[{'timestamp':1769854530},{'timestamp':1769854530}]},
                 'version':1,'timestamp':1769854530}""");
    }

    @Test
    void theDeltaHasAlsoWhatWasDesiredEarlier() {
        update("{'state':{'desired':{'User001':{'name':'Ada'}}}}");
        update("{'state':{'desired':{'User002':{'name':'Alan'}}}}");
        assertJson(published("/update/delta").path("state"), "{'User001':{'name':'Ada'},'User002':{'name':'Alan'}}");
    }

    @Test
    void withoutADifferenceThereIsNoDelta() {
        update("{'state':{'desired':{'a':1},'reported':{'a':1}}}");
        assertThat(published("/update/delta")).isNull();
        assertThat(published("/update/documents")).isNotNull();
    }

    @Test
    void nullTakesAnAttributeOutAndEmptyObjectsGoWithIt() {
        update("{'state':{'desired':{'faces':{'User001':{'name':'Ada'}}}}}");
        update("{'state':{'desired':{'faces':{'User001':null}},'reported':{'applied':{'id':'User001','version':1}}}}");
        assertThat(published("/update/delta")).isNull();
        assertJson(shadows.get(FACES), """
                {'state':{'reported':{'applied':{'id':'User001','version':1}}},
                 'metadata':{'reported':{'applied':{'id':{'timestamp':1769854530},'version':{'timestamp':1769854530}}}},
                 'version':2,'timestamp':1769854530}""");
    }

    @Test
    void nullTakesAWholeSectionOut() {
        update("{'state':{'desired':{'a':1},'reported':{'b':2}}}");
        update("{'state':{'desired':null}}");
        assertJson(shadows.get(FACES).path("state"), "{'reported':{'b':2}}");
    }

    @Test
    void anArrayIsReplacedAsAWhole() {
        update("{'state':{'desired':{'colours':['RED','GREEN','BLUE']}}}");
        update("{'state':{'desired':{'colours':['RED']}}}");
        assertJson(shadows.get(FACES).path("state").path("desired"), "{'colours':['RED']}");
    }

    @Test
    void getShowsTheDeltaToo() {
        update("{'state':{'desired':{'a':1},'reported':{'a':2}}}");
        assertJson(shadows.get(FACES).path("state"), "{'desired':{'a':1},'reported':{'a':2},'delta':{'a':1}}");
    }

    @Test
    void documentsShowBeforeAndAfter() {
        update("{'state':{'desired':{'a':1}}}");
        assertThat(published("/update/documents").has("previous")).isFalse();
        update("{'state':{'desired':{'a':2}}}");
        assertJson(published("/update/documents"), """
                {'previous':{'state':{'desired':{'a':1}},'metadata':{'desired':{'a':{'timestamp':1769854530}}},'version':1},
                 'current':{'state':{'desired':{'a':2}},'metadata':{'desired':{'a':{'timestamp':1769854530}}},'version':2},
                 'timestamp':1769854530}""");
    }

    @Test
    void anotherVersionThanTheExpectedIsAConflict() {
        update("{'state':{'desired':{'a':1}}}");
        assertThat(update("{'state':{'desired':{'a':2}},'version':1}").path("version").asLong()).isEqualTo(2);
        assertRefused("{'state':{'desired':{'a':3}},'version':1}", 409, "Version conflict");
        assertJson(shadows.get(FACES).path("state").path("desired"), "{'a':2}");
    }

    @Test
    void deletingKeepsTheVersionCounting() {
        update("{'state':{'desired':{'a':1}}}");
        assertJson(shadows.delete(FACES), "{'version':1,'timestamp':1769854530}");
        assertThatThrownBy(() -> shadows.get(FACES)).hasMessage("No shadow exists with name: 'faces'");
        assertThatThrownBy(() -> shadows.delete(FACES)).isInstanceOfSatisfying(ShadowException.class, e -> assertThat(e.code()).isEqualTo(404));
        assertThat(update("{'state':{'desired':{'b':1}}}").path("version").asLong()).isEqualTo(3);
        assertJson(shadows.get(FACES).path("state").path("desired"), "{'b':1}");
    }

    @Test
    void theClassicShadowIsAnother() {
        update("{'state':{'desired':{'a':1}}}");
        assertThatThrownBy(() -> shadows.get(CLASSIC)).isInstanceOf(ShadowException.class);
        assertThat(shadows.names("camera-1")).containsExactly("faces");
        assertThat(shadows.names("camera-2")).isEmpty();
    }

    @Test
    void moreThanEightKilobytesAreRefusedAndChangeNothing() {
        update("{'state':{'desired':{'a':'" + "x".repeat(5_000) + "'}}}");
        assertRefused("{'state':{'desired':{'b':'" + "x".repeat(5_000) + "'}}}", 413, "The payload exceeds the maximum size allowed");
        assertRefused("{'state':{'desired':{'b':'" + "x".repeat(9_000) + "'}}}", 413, "The payload exceeds the maximum size allowed");
        assertThat(shadows.get(FACES).path("version").asLong()).isEqualTo(1);
        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "garbage | Invalid JSON",
        "[] | Invalid JSON",
        "{'state':{}} trailing | Invalid JSON",
        "{} | Missing required node: state",
        "{'state':7} | State node must be an object",
        "{'state':{'desired':7}} | Desired node must be an object",
        "{'state':{'reported':[]}} | Reported node must be an object",
        "{'state':{'delta':{}}} | State contains an invalid node: 'delta'",
        "{'state':{'desired':{'a':[null]}}} | State contains an invalid node",
        "{'state':{},'version':'1'} | Invalid version",
        "{'state':{},'version':-1} | Invalid version",
        "{'state':{},'version':18446744073709551616} | Invalid version",
        "{'state':{},'clientToken':7} | Invalid clientToken",
        "{'state':{'desired':{'1':{'2':{'3':{'4':{'5':{'6':{'7':{}}}}}}}}}} | JSON contains too many levels of nesting; maximum is 6"})
    void whatIsNoRequestIsRefusedInTheGuidesWords(String json, String message) {
        assertRefused(json, 400, message);
    }

    @Test
    void sixLevelsAreAllowed() {
        assertThat(update("{'state':{'desired':{'1':{'2':{'3':{'4':{'5':{'6':7}}}}}}}}").path("version").asLong()).isEqualTo(1);
    }

    @Test
    void aClientTokenOfMoreThan64BytesIsRefused() {
        assertRefused("{'state':{},'clientToken':'" + "x".repeat(65) + "'}", 400, "Invalid clientToken");
    }

    private void assertRefused(String json, int code, String message) {
        assertThatThrownBy(() -> update(json)).isInstanceOfSatisfying(ShadowException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessage(message);
        });
    }
}
