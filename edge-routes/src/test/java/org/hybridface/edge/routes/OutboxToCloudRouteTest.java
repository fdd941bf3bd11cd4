// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.cache.Faces.SEALER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.junit.jupiter.api.Test;

class OutboxToCloudRouteTest extends RouteTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0};

    private final AtomicBoolean connected = new AtomicBoolean(true);

    @Override
    String file() {
        return "outbox-to-cloud";
    }

    @Override
    void options(Properties own) {
        own.setProperty("outbox.poll-delay", "77");
    }

    @Override
    void bind(CamelContext context) {
        context.getRegistry().bind("whileConnected", new PollingConsumerPollStrategy() {
            @Override
            public boolean begin(Consumer consumer, Endpoint endpoint) {
                return connected.get();
            }

            @Override
            public void commit(Consumer consumer, Endpoint endpoint, int polled) {
            }

            @Override
            public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception cause) {
                return false;
            }
        });
    }

    @Test
    void aQuestionIsPublishedAndItsFileGoes() throws Exception {
        MockEndpoint cloud = replace("outbox-to-cloud", "ask-cloud");
        cloud.expectedMessageCount(1);
        NewFace question = question("User001");
        put(question);
        context.start();
        cloud.assertIsSatisfied();
        assertThat(NewFace.fromJson(cloud.getExchanges().get(0).getMessage().getBody(byte[].class))).isEqualTo(question);
        await().untilAsserted(() -> assertThat(outbox.size()).isZero());
        assertThat(news).extracting(FaceEvent::kind).containsExactly(FaceEvent.Kind.SENDING, FaceEvent.Kind.PUBLISHED);
        assertThat(directory.resolve("waiting")).as("nothing of it is kept elsewhere").isEmptyDirectory();
    }

    @Test
    void theFirstLookIsAtOnceThenAsOftenAsTheOptionSaysAndOldOnesAreLookedForEveryMinute() throws Exception {
        replace("outbox-to-cloud", "ask-cloud");
        context.start();
        ScheduledPollEndpoint files = (ScheduledPollEndpoint) context.getRoute("outbox-to-cloud").getEndpoint();
        assertThat(files.getInitialDelay()).isEqualTo(100);
        assertThat(files.getDelay()).as("outbox.poll-delay").isEqualTo(77);
        assertThat(((TimerEndpoint) context.getRoute("outbox-limits").getEndpoint()).getPeriod()).isEqualTo(60_000);
    }

    @Test
    void theOneThatWaitsLongestGoesFirst() throws Exception {
        List<String> sent = new CopyOnWriteArrayList<>();
        doing("outbox-to-cloud", "ask-cloud", exchange -> sent.add(exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class)));
        List<String> oldestFirst = List.of("User003", "User001", "User004", "User002");
        for (String key : oldestFirst) {
            put(question(key));
            Instant since = clock.instant().minus(Duration.ofMinutes(10 - oldestFirst.indexOf(key)));
            Files.setLastModifiedTime(directory.resolve("waiting/" + key + ".ask"), FileTime.from(since));
        }
        context.start();
        await().untilAsserted(() -> assertThat(sent).containsExactlyElementsOf(oldestFirst.stream().map(key -> key + ".ask").toList()));
    }

    @Test
    void aPollTakesTenSoThatALostConnectionIsNoticedAmongMany() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        doing("outbox-to-cloud", "ask-cloud", exchange -> {
            connected.set(false);
            sent.incrementAndGet();
        });
        for (int i = 1; i <= 14; i++) {
            put(question("User0%02d".formatted(i)));
        }
        context.start();
        await().during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(sent).hasValue(10));
        assertThat(outbox.size()).isEqualTo(4);
    }

    @Test
    void whatIsNoQuestionStaysWhereItIs() throws Exception {
        MockEndpoint cloud = replace("outbox-to-cloud", "ask-cloud");
        cloud.expectedMessageCount(1);
        Path note = Files.writeString(directory.resolve("waiting/note.txt"), "leave me alone");
        put(question("User001"));
        context.start();
        cloud.assertIsSatisfied();
        await().untilAsserted(() -> assertThat(outbox.size()).isZero());
        assertThat(note).exists();
    }

    @Test
    void aPhotoThatWaitedTooLongGoesThoughNoNewOneComes() throws Exception {
        replace("outbox-to-cloud", "ask-cloud");
        connected.set(false);
        put(question("User001"));
        Files.setLastModifiedTime(directory.resolve("waiting/User001.ask"), FileTime.from(clock.instant().minus(Duration.ofHours(2))));
        context.start();
        await().untilAsserted(() -> assertThat(directory.resolve("waiting/User001.ask")).doesNotExist());
    }

    @Test
    void withoutABrokerTheFileStaysAndNobodyTries() throws Exception {
        connected.set(false);
        MockEndpoint cloud = replace("outbox-to-cloud", "ask-cloud");
        cloud.expectedMessageCount(0);
        put(question("User001"));
        context.start();
        cloud.assertIsSatisfied(500);
        assertThat(outbox.size()).isEqualTo(1);
        connected.set(true);
        await().untilAsserted(() -> assertThat(outbox.size()).isZero());
    }

    @Test
    void aPublishThatFailsIsTriedAgainAndTheFileStaysUntilItWorks() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        doing("outbox-to-cloud", "ask-cloud", exchange -> {
            assertThat(outbox.size()).isEqualTo(1);
            if (tries.incrementAndGet() == 1) {
                throw new MqttException(MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED);
            }
        });
        put(question("User001"));
        context.start();
        await().untilAsserted(() -> assertThat(outbox.size()).isZero());
        assertThat(tries.get()).isEqualTo(2);
    }

    /** The wait between two tries is left out here; how long it is, is not the point. */
    @Test
    void aQuestionThatCannotBeSentKeepsItsFileAfterTheLastTryAndIsSentByALaterPoll() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        List<Integer> triesOfAPoll = new CopyOnWriteArrayList<>();
        doing("outbox-to-cloud", "ask-cloud", exchange -> {
            int tries = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
            if (tries == 0 && polls.incrementAndGet() > 2) {
                return;
            }
            triesOfAPoll.add(tries);
            assertThat(outbox.size()).isEqualTo(1);
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, 1);
            throw new MqttException(MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED);
        });
        put(question("User001"));
        try (ErrorLines camel = ErrorLines.ofCamel()) {
            context.start();
            await().untilAsserted(() -> assertThat(polls).hasValue(3));
            await().untilAsserted(() -> assertThat(outbox.size()).isZero());
            assertThat(camel.all()).as("the connection says by itself that it is down").isEmpty();
        }
        assertThat(triesOfAPoll).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    }

    @Test
    void aDamagedFileGoesAndTheNextIsSent() throws Exception {
        MockEndpoint cloud = replace("outbox-to-cloud", "ask-cloud");
        cloud.expectedMessageCount(1);
        Files.write(directory.resolve("waiting/User001.ask"), new byte[100]);
        put(question("User002"));
        try (ErrorLines log = new ErrorLines()) {
            context.start();
            cloud.assertIsSatisfied();
            await().untilAsserted(() -> assertThat(outbox.size()).isZero());
            assertThat(log.all()).singleElement().asString().startsWith("WARN event=outbox-unreadable file=User001.ask ").endsWith("; it is deleted");
        }
    }

    private static NewFace question(String key) {
        return new NewFace(UUID.randomUUID(), key, Instant.parse("2026-01-31T10:15:30Z"), JPEG, new PhotoQuality(100, 0.5, 0));
    }

    private void put(NewFace question) throws IOException {
        Path file = directory.resolve("waiting/" + question.key() + ".ask");
        Files.write(file, SEALER.seal(question.toJson(), file.getFileName().toString()));
    }
}
