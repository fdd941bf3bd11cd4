// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hybridface.edge.cache.EditNotKeptException;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A step fails, here the one that compares who is in view. */
class OnErrorRouteTest extends RouteTest {

    private final ErrorLines log = new ErrorLines();

    @Override
    String file() {
        return "who-is-in-view";
    }

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new MqttException(MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED), "DEBUG event=not-published route=who-is-in-view "),
                Arguments.of(new InvalidMessageException("'id' is missing"), "WARN event=message-unusable route=who-is-in-view topic= 'id' is missing; ignored"),
                Arguments.of(new EditNotKeptException("User001", new IOException("no room")), "ERROR event=step-failed route=who-is-in-view EditNotKeptException: User001 stays"),
                Arguments.of(new IllegalStateException("no room"), "ERROR event=step-failed route=who-is-in-view IllegalStateException: no room"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aStepThatFailsIsOneLineIsNotTriedAgainAndStopsNobody(Exception failure, String line) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        doing("who-is-in-view", "change", exchange -> {
            tries.incrementAndGet();
            throw failure;
        });
        replace("publish-view", "inference");
        context.start();

        Exchange seen = fluentTemplate.withBody(List.of(new SeenFace("User001", Optional.empty(), "pending", OptionalDouble.empty(), new Box(200, 200, 100, 100))))
                .to("direct:who-is-in-view").send();

        assertThat(seen.getException()).isNull();
        assertThat(tries).hasValue(1);
        assertThat(log.all()).singleElement().asString().startsWith(line);
    }

    @Test
    void theOutboxWaitsOneSecondAndThenTwiceAsLongEachTime() throws Exception {
        replace("publish-view", "inference");
        context.start();
        RedeliveryPolicyDefinition policy = ((ModelCamelContext) context).getRouteDefinition("who-is-in-view").getOutputs().stream()
                .filter(step -> "broker-away".equals(step.getId())).map(step -> ((OnExceptionDefinition) step).getRedeliveryPolicyType()).findFirst().orElseThrow();
        assertThat(policy.getRedeliveryDelay()).isEqualTo("1000");
        assertThat(policy.getUseExponentialBackOff()).isEqualTo("true");
        assertThat(policy.getBackOffMultiplier()).isEqualTo("2");
    }
}
