// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.recognise.ViewWatch;
import org.junit.jupiter.api.Test;

class ViewPublisherTest {

    private final ViewWatch view = new ViewWatch(Duration.ofSeconds(1), Clock.systemUTC());
    private final ThreadPoolExecutor publisher = EdgeBeans.viewPublisher(view);

    @Test
    void newsThatABrokerDoesNotTakeAreBoundedAndSaidAgainLater() throws Exception {
        CountDownLatch broker = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        publisher.submit(() -> {
            busy.countDown();
            broker.await();
            return null;
        });
        busy.await();
        view.change(List.of(), new DefaultExchange(new DefaultCamelContext()));
        for (int i = 0; i < EdgeBeans.WAITING_NEWS; i++) {
            publisher.submit(() -> { });
        }
        assertThat(view.change(List.of(), new DefaultExchange(new DefaultCamelContext()))).as("nothing is new").isNull();
        for (int i = 0; i < 1000; i++) {
            publisher.submit(() -> { });
        }
        assertThat(publisher.getQueue()).hasSize(EdgeBeans.WAITING_NEWS);
        assertThat(view.change(List.of(), new DefaultExchange(new DefaultCamelContext()))).as("what found no room is said again").isNotNull();
        broker.countDown();
        await().until(() -> publisher.getQueue().isEmpty());
        publisher.shutdown();
    }
}
