// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.hybridface.routecheck.ConfigurationCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Camel's own properties on the device's class path. */
class ConfigurationCheckTest {

    private final ConfigurationCheck check = new ConfigurationCheck(ConfigurationCheckTest.class.getClassLoader());

    @ParameterizedTest
    @CsvSource({
        "camel.main.shutdown-timeout,          abc, give a whole number",
        "camel.health.enabled,                 ja,  give true or false",
        "camel.routecontroller.back-off-delay, 2x,  give a",
        "camel.component.seda.queue-sise,      3,   'seda has no option ''queue-sise''; did you mean ''queueSize''?'",
        "camel.component.seda.queue-size,      big, give a whole number",
        "camel.main.shutdown-timeout,          -3,  give 0 or more",
        "camel.health.exposure-level,          all, 'give one of full, default, oneline'",
        "camel.main.dump-routes,               json, 'give one of xml, yaml'",
        "camel.server.port,                    70000, give a whole number from 1 to 65535",
        "camel.component.seda.concurrent-consumers, -1, give 0 or more",
        "camel.component.kafka.brokers,        x,   there is no component 'kafka' here"})
    void whatCamelCannotMeanIsTold(String name, String value, String says) {
        assertThat(check.fault(name, value)).hasValueSatisfying(text -> assertThat(text).startsWith(name).contains(says.replace("''", "'")));
    }

    @Test
    void whatIsShippedIsWell() {
        assertThat(OptionCheck.packed().stringPropertyNames()).filteredOn(name -> name.startsWith("camel."))
                .isNotEmpty().allSatisfy(name -> assertThat(check.fault(name, OptionCheck.packed().getProperty(name))).isEmpty());
    }
}
