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
            List.of("edge.camera", "edge.thing", "edge.data.min-free-bytes", "edge.data.dir", "edge.log.level", "edge.http.port", "edge.routes.dir", "face.cache.distance", "mqtt.url", "mqtt.user", "outbox.dir", "cloud.naming"),
            List.of("edge.routes.dir"), List.of("camel.main.shutdown-timeout", "camel.routecontroller.enabled"), List.of("edge.camera.door", "alert.url"));

    @ParameterizedTest
    @CsvSource({
        "FILE,         edge.camara,                edge.camera",
        "FILE,         face.cache.distanse,        face.cache.distance",
        "FILE,         Edge.Camera,                edge.camera",
        "FILE,         edge.data.minFreeBytes,     edge.data.min-free-bytes",
        "FILE,         camera,                     edge.camera",
        "COMMAND_LINE, thing,                      edge.thing",
        "COMMAND_LINE, server.port,                edge.http.port",
        "FILE,         logging.level.root,         edge.log.level",
        "FILE,         quarkus.http.port,          edge.http.port",
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

    @Test
    void thereAreNoProfiles() {
        assertThat(NAMES.unknown(List.of(new Given(Source.FILE, "%dev.edge.camera")))).singleElement().matches(Unknown::isRefused).extracting(Unknown::text).asString()
                .isEqualTo("there is no option %dev.edge.camera (application.properties); did you mean edge.camera, for there are no profiles here");
    }

    @Test
    void aVariableBesideOneOfOursIsToldWithTheNearest() {
        assertThat(NAMES.unknown(List.of(new Given(Source.ENVIRONMENT, "EDGE_DATA_FOLDER")))).singleElement().matches(one -> !one.isRefused()).extracting(Unknown::text).asString()
                .contains("EDGE_DATA_FOLDER (the environment); did you mean 'EDGE_DATA_DIR'?: neither the device nor a route reads it");
    }

    @ParameterizedTest
    @CsvSource({
        "FILE,         spring.main.banner-mode",
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
        "COMMAND_LINE, routes.dir",
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
