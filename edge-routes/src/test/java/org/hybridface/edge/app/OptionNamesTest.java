// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hybridface.edge.app.OptionNames.Given;
import org.hybridface.edge.app.OptionNames.Source;
import org.hybridface.edge.app.OptionNames.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionNamesTest {

    private static final OptionNames NAMES = new OptionNames(
            List.of("edge.camera", "edge.thing", "edge.data.min-free-bytes", "face.cache.distance", "mqtt.url", "mqtt.user", "outbox.dir", "cloud.naming"),
            List.of("camel.main.shutdown-timeout", "camel.routecontroller.enabled"), List.of("edge.camera.door", "alert.url"));

    @ParameterizedTest
    @CsvSource({
        "FILE,         edge.camara,                edge.camera",
        "FILE,         face.cache.distanse,        face.cache.distance",
        "FILE,         Edge.Camera,                edge.camera",
        "FILE,         edge.data.minFreeBytes,     edge.data.min-free-bytes",
        "FILE,         camera,                     edge.camera",
        "COMMAND_LINE, egde.camera,                edge.camera",
        "COMMAND_LINE, mqtt.ulr,                   mqtt.url",
        "COMMAND_LINE, camel.main.shutdown-timout, camel.main.shutdown-timeout",
        "COMMAND_LINE, camel.routecontroler.enabled, camel.routecontroller.enabled",
        "ENVIRONMENT,  EDGE_CAMARA,                EDGE_CAMERA",
        "ENVIRONMENT,  EDGE_DATA_MIN_FREE_BYTE,    EDGE_DATA_MIN_FREE_BYTES",
        "ENVIRONMENT,  CLOUD_NAMIN,                CLOUD_NAMING"})
    void aSlipIsToldWithTheOptionItLooksLike(Source source, String name, String meant) {
        List<Unknown> unknown = NAMES.unknown(List.of(new Given(source, name)));
        assertThat(unknown).hasSize(1);
        assertThat(unknown.get(0).meant()).contains(meant);
        assertThat(unknown.get(0).text()).contains("there is no option " + name).contains("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "FILE,         edge.nonsense",
        "COMMAND_LINE, cloud.region",
        "COMMAND_LINE, camel.nonsense.at-all"})
    void oneOfOursThatNobodyReadsAndThatLooksLikeNoneIsToldToo(Source source, String name) {
        assertThat(NAMES.unknown(List.of(new Given(source, name)))).singleElement().matches(one -> !one.isSlip())
                .extracting(Unknown::text).asString().contains("neither the device nor a route reads it");
    }

    @ParameterizedTest
    @CsvSource({
        "FILE,         edge.camera",
        "FILE,         edge.camera.door",
        "FILE,         alert.url",
        "FILE,         my.own",
        "FILE,         camel.main.shutdownTimeout",
        "FILE,         camel.component.seda.queue-size",
        "COMMAND_LINE, java.io.tmpdir",
        "COMMAND_LINE, user.name",
        "ENVIRONMENT,  EDGE_DATA_MIN_FREE_BYTES",
        "ENVIRONMENT,  EDGE_CAMERA_DOOR",
        "ENVIRONMENT,  CAMEL_MAIN_SHUTDOWN_TIMEOUT",
        "ENVIRONMENT,  CAMEL_COMPONENT_SEDA_QUEUE_SIZE",
        "ENVIRONMENT,  CLOUD_SDK_VERSION",
        "ENVIRONMENT,  MQTT_SERVICE_HOST",
        "ENVIRONMENT,  CAMEL_HOME",
        "ENVIRONMENT,  EDGE_HTTPS_PROXY",
        "ENVIRONMENT,  HOME"})
    void whatIsReadOrNobodysBusinessIsNotTold(Source source, String name) {
        assertThat(NAMES.unknown(List.of(new Given(source, name)))).isEmpty();
    }

    @Test
    void camelsOwnOptionsAndAllOfOursAreKnown() throws Exception {
        assertThat(OptionCheck.unknown(DeviceOptions.of(java.nio.file.Path.of("src/main/resources/application.properties")), RunningEdge.ROUTES)
                .stream().filter(one -> one.given().source() == Source.FILE)).isEmpty();
    }
}
