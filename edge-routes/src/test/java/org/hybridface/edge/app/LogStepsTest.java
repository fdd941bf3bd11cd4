// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the log shows as it is shipped. A log step logs under its route's id. */
class LogStepsTest {

    @ParameterizedTest
    @ValueSource(strings = {"outbox-to-cloud", "my-own-route", "alert", "edge.errors"})
    void aLogStepOfARouteIsSeen(String route) {
        assertThat(LoggerFactory.getLogger(route).isInfoEnabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.camel.impl.engine.AbstractCamelContext", "io.vertx.core.impl.VertxImpl", "com.networknt.schema", "org.eclipse.paho", "net.x"})
    void aLibrarySpeaksWhenSomethingIsWrong(String library) {
        assertThat(LoggerFactory.getLogger(library).isInfoEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger(library).isWarnEnabled()).isTrue();
    }
}
