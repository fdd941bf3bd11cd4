// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.cache.Faces.face;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.cache.AppliedAnswer;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.shadow.ShadowMailbox;
import org.hybridface.edge.shadow.ShadowRejection;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowToNamesRouteTest extends RouteTest {

    private static final String ADA = "{\"name\":\"Ada\",\"faceId\":\"00000000-0000-0000-0000-000000000001\",\"similarity\":98.7,\"state\":\"named\"}";

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final List<AppliedAnswer> heard = new ArrayList<>();
    private final List<String> explained = new ArrayList<>();
    private MockEndpoint takeOut;
    private MockEndpoint get;
    private MockEndpoint rejected;
    private String key;

    @Override
    String file() {
        return "shadow-to-names";
    }

    @Override
    void bind(CamelContext context) {
        context.getRegistry().bind("shadowMailbox", new ShadowMailbox(cache, heard::add, news::add, SteadyClock.of(clock)));
        context.getRegistry().bind("shadowRejection", new ShadowRejection() {
            @Override
            public void explain(@Body byte[] json) {
                explained.add(new String(json, StandardCharsets.UTF_8));
                super.explain(json);
            }
        });
    }

    @BeforeEach
    void startWithOneOpenQuestion() throws Exception {
        replaceFrom("shadow-to-names", "direct:shadow");
        takeOut = replace("apply-answers", "take-out");
        get = replace("ask-for-shadow", "get");
        rejected = watch("shadow-to-names", "rejected");
        context.start();
        key = cache.remember(face(1), Set.of());
        cache.add(key);
    }

    @Test
    void anAnswerNamesTheFaceAndIsTakenOut() throws Exception {
        takeOut.expectedMessageCount(1);
        says(Topics.shadowDelta("thing-1"), delta(42, key, ADA));
        takeOut.assertIsSatisfied();
        assertThat(cache.find(key).orElseThrow().name()).contains("Ada");
        assertThat(takeOut.getExchanges().get(0).getMessage().getBody(String.class)).isEqualTo(
                "{\"state\":{\"desired\":{\"faces\":{\"User001\":null}},\"reported\":{\"applied\":{\"id\":\"User001\",\"version\":42}}},\"version\":42}");
        assertThat(heard).hasSize(1);
        assertThat(news).extracting(FaceEvent::kind).contains(FaceEvent.Kind.TAKEN_OUT);
    }

    @Test
    void anAnswerForAMemoryThatWasLostIsTakenOutAndNamesNobody() throws Exception {
        takeOut.expectedMessageCount(1);
        says(Topics.shadowGetAccepted("thing-1"), "{\"state\":{\"desired\":{\"faces\":{\"User001-000000\":" + ADA + "}},\"reported\":{}},\"version\":7}");
        takeOut.assertIsSatisfied();
        assertThat(cache.find(key).orElseThrow().isOpen()).as("nobody answered this User001").isTrue();
        assertThat(takeOut.getExchanges().get(0).getMessage().getBody(String.class)).contains("\"User001-000000\":null");
        assertThat(heard).isEmpty();
    }

    @Test
    void anAnswerForThisMemoryNamesTheFace() throws Exception {
        takeOut.expectedMessageCount(1);
        String full = cache.deviceKeys().of(key).toString();
        says(Topics.shadowDelta("thing-1"), delta(42, full, ADA));
        takeOut.assertIsSatisfied();
        assertThat(full).hasSize("User001.".length() + 6);
        assertThat(cache.find(key).orElseThrow().name()).contains("Ada");
        assertThat(takeOut.getExchanges().get(0).getMessage().getBody(String.class)).contains("\"" + full + "\":null");
        assertThat(news).extracting(FaceEvent::kind).contains(FaceEvent.Kind.TAKEN_OUT);
    }

    @Test
    void whatLiesInTheMailboxAfterAConnectIsAppliedToo() throws Exception {
        takeOut.expectedMessageCount(1);
        says(Topics.shadowGetAccepted("thing-1"),
                "{\"state\":{\"desired\":{\"faces\":{\"User001\":" + ADA + "}},\"reported\":{}},\"version\":7}");
        takeOut.assertIsSatisfied();
        assertThat(cache.find(key).orElseThrow().name()).contains("Ada");
    }

    @Test
    void aVersionThatWasSeenIsIgnored() throws Exception {
        takeOut.expectedMessageCount(1);
        says(Topics.shadowDelta("thing-1"), delta(42, key, ADA));
        says(Topics.shadowDelta("thing-1"), delta(42, key, ADA.replace("Ada", "Eve")));
        says(Topics.shadowDelta("thing-1"), delta(41, key, ADA.replace("Ada", "Eve")));
        takeOut.assertIsSatisfied();
        assertThat(cache.find(key).orElseThrow().name()).contains("Ada");
    }

    @Test
    void anOlderAnswerAfterANewerIsTakenOutAndChangesNothing() throws Exception {
        takeOut.expectedMessageCount(4);
        says(Topics.shadowDelta("thing-1"), delta(42, key, versioned("Eve", 7)));
        says(Topics.shadowDelta("thing-1"), delta(43, key, versioned("Ada", 6)));
        says(Topics.shadowDelta("thing-1"), delta(44, key, ADA));
        says(Topics.shadowDelta("thing-1"), delta(45, key, versioned("Ada", 6).replace("\"state\":\"named\"", "\"state\":\"enrolled\"")));
        takeOut.assertIsSatisfied();
        assertThat(cache.find(key).orElseThrow().name()).contains("Eve");
        assertThat(cache.find(key).orElseThrow().isOpen()).isFalse();
    }

    @Test
    void aNewerAnswerTakesTheNameBack() throws Exception {
        says(Topics.shadowDelta("thing-1"), delta(42, key, versioned("Eve", 7)));
        says(Topics.shadowDelta("thing-1"), delta(43, key, versioned("Eve", 8).replace("\"state\":\"named\"", "\"state\":\"enrolled\"")));
        assertThat(cache.find(key).orElseThrow().name()).isEmpty();
    }

    private static String versioned(String name, int version) {
        return ADA.replace("Ada", name).replace("{", "{\"version\":" + version + ",");
    }

    @Test
    void anAnswerForADroppedFaceIsAcknowledgedAndForgotten() throws Exception {
        cache.forget(key);
        takeOut.expectedMessageCount(1);
        says(Topics.shadowDelta("thing-1"), delta(42, key, ADA));
        takeOut.assertIsSatisfied();
        assertThat(cache.find(key)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void anAnswerThatFoundAFullDiskIsTriedAgainByItselfAndTakenOutOnlyWhenItIsStored() throws Exception {
        String other = cache.remember(face(2), Set.of());
        cache.add(other);
        Path file = block(key);
        takeOut.expectedMessageCount(1);
        says(Topics.shadowDelta("thing-1"), delta(42, key, ADA + ",\"" + other + "\":" + ADA.replace("Ada", "Eve")));
        takeOut.assertIsSatisfied();
        assertThat(takenOut(0)).as("the other is not held back").contains(other).doesNotContain(key);
        assertThat(cache.find(other).orElseThrow().name()).contains("Eve");
        assertThat(cache.find(key).orElseThrow().isOpen()).as("not stored, not applied").isTrue();
        assertThat(heard).hasSize(1);

        // Still full at the first try, which comes after a second and not before.
        assertThat(get.getReceivedCounter()).isZero();
        clock.advance(RETRY);
        await().until(() -> get.getReceivedCounter() == 1);
        says(Topics.shadowGetAccepted("thing-1"), "{\"state\":{\"desired\":{\"faces\":{\"User001\":" + ADA + "}},\"reported\":{}},\"version\":42}");
        assertThat(takeOut.getReceivedCounter()).isEqualTo(1);

        Files.delete(file.resolve("full"));
        Files.delete(file);
        clock.advance(RETRY.multipliedBy(2));
        await().until(() -> get.getReceivedCounter() == 2);
        says(Topics.shadowGetAccepted("thing-1"), "{\"state\":{\"desired\":{\"faces\":{\"User001\":" + ADA + "}},\"reported\":{}},\"version\":42}");
        assertThat(takenOut(1)).contains(key);
        assertThat(cache.find(key).orElseThrow().name()).contains("Ada");
        assertThat(heard.get(1).waited()).as("told as the answer that was waited for").isPresent();
        clock.advance(Duration.ofHours(1));
        get.expectedMessageCount(2);
        // Two came already: none may follow.
        get.setAssertPeriod(1000);
        get.assertIsSatisfied();
    }

    private String takenOut(int number) {
        return takeOut.getExchanges().get(number).getMessage().getBody(String.class);
    }

    /** The face's file cannot be written until the folder in its place is gone. */
    private Path block(String face) throws IOException {
        Path file = directory.resolve("faces").resolve(face + ".face");
        await().until(() -> Files.isRegularFile(file));
        Files.delete(file);
        Files.createDirectories(file.resolve("full"));
        return file;
    }

    @Test
    void rubbishInTheMailboxIsTakenOut() throws Exception {
        takeOut.expectedMessageCount(1);
        says(Topics.shadowDelta("thing-1"), delta(42, "../../etc", "{\"state\":\"named\"}"));
        takeOut.assertIsSatisfied();
    }

    @Test
    void aConflictReadsTheMailboxAgain() throws Exception {
        get.expectedBodiesReceived("");
        says(Topics.shadowUpdateRejected("thing-1"), "{\"code\":409,\"message\":\"Version conflict\"}");
        get.assertIsSatisfied();
    }

    @Test
    void otherRejectionsDoNot() throws Exception {
        get.expectedMessageCount(0);
        says(Topics.shadowGetRejected("thing-1"), "{\"code\":404,\"message\":\"No shadow exists with name: 'thing-1~faces'\"}");
        says(Topics.shadowUpdateRejected("thing-1"), "{\"code\":413}");
        says(Topics.shadowUpdateRejected("thing-1"), "rubbish");
        get.assertIsSatisfied(100);
        assertThat(explained).as("each is one line of the log").hasSize(3);
    }

    @Test
    void whatTheDeviceSaidItselfIsNoAnswer() throws Exception {
        takeOut.expectedMessageCount(0);
        get.expectedMessageCount(0);
        rejected.expectedMessageCount(0);
        says(Topics.shadowUpdateAccepted("thing-1"), delta(43, key, ADA));
        says(Topics.shadowUpdate("thing-1"), delta(44, key, ADA));
        says(Topics.shadowGet("thing-1"), "");
        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void garbageIsOneLineAndTheNextAnswerWorks() throws Exception {
        takeOut.expectedMessageCount(1);
        says(Topics.shadowDelta("thing-1"), "no json");
        says(Topics.shadowDelta("thing-1"), "{}");
        says(Topics.shadowDelta("thing-1"), delta(42, key, ADA));
        takeOut.assertIsSatisfied();
    }

    private void says(String topic, String document) {
        template.sendBodyAndHeader("direct:shadow", document.getBytes(StandardCharsets.UTF_8), "CamelMqttTopic", topic);
    }

    private static String delta(int version, String key, String answer) {
        return "{\"version\":" + version + ",\"timestamp\":1,\"state\":{\"faces\":{\"" + key + "\":" + answer + "}},\"metadata\":{}}";
    }
}
