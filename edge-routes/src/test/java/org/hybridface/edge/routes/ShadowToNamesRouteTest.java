package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.face;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.hybridface.edge.cache.AppliedAnswer;
import org.hybridface.edge.shadow.ShadowMailbox;
import org.hybridface.edge.shadow.ShadowRejection;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowToNamesRouteTest extends RouteTest {

    private static final String ADA = "{\"name\":\"Ada\",\"faceId\":\"00000000-0000-0000-0000-000000000001\",\"similarity\":98.7,\"state\":\"named\"}";

    private final List<AppliedAnswer> heard = new ArrayList<>();
    private MockEndpoint takeOut;
    private MockEndpoint get;
    private String key;

    @Override
    String file() {
        return "shadow-to-names";
    }

    @Override
    void bind(CamelContext context) {
        context.getRegistry().bind("shadowMailbox", new ShadowMailbox(cache, heard::add));
        context.getRegistry().bind("shadowRejection", new ShadowRejection());
    }

    @BeforeEach
    void startWithOneOpenQuestion() throws Exception {
        replaceFrom("shadow-to-names", "direct:shadow");
        takeOut = replace("apply-answers", "take-out");
        get = replace("ask-for-shadow", "get");
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
    void rubbishInTheMailboxIsTakenOut() throws Exception {
        takeOut.expectedMessageCount(1);
        says(Topics.shadowDelta("thing-1"), delta(42, "../../etc", "{\"state\":\"named\"}"));
        takeOut.assertIsSatisfied();
    }

    @Test
    void aConflictReadsTheMailboxAgain() throws Exception {
        get.expectedMessageCount(1);
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
    }

    @Test
    void whatTheDeviceSaidItselfIsNoAnswer() throws Exception {
        takeOut.expectedMessageCount(0);
        get.expectedMessageCount(0);
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
