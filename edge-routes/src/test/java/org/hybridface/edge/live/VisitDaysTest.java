// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.KnownFaces;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSettings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where clocks are put forward and back, a day has 23 or 25 hours. */
class VisitDaysTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,    2026-03-29, 2026-03-28T23:00:00Z, 23",
        "Europe/Berlin,    2026-10-25, 2026-10-24T22:00:00Z, 25",
        "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z, 23",
        "Etc/UTC,          2026-10-25, 2026-10-25T00:00:00Z, 24"})
    void aDayBeginsAndEndsWhenTheDevicesClockSaysSo(String zone, String day, Instant from, int hours) throws Exception {
        assertThat(answer(zone, day, from)).containsEntry("from", from.toString()).containsEntry("to", from.plus(Duration.ofHours(hours)).toString());
        assertThat(answer(zone, null, from.plus(Duration.ofHours(hours)).minusSeconds(1))).as("today, in its last second").containsEntry("from", from.toString());
    }

    private Map<String, Object> answer(String zone, String day, Instant now) throws Exception {
        Sealer sealer = new Sealer(DeviceKeyFile.loadOrCreate(folder.resolve("device.key"), folder.resolve("data")));
        VisitSettings settings = new VisitSettings(Duration.ofSeconds(10), 30, 1_000_000, VisitSettings.Pictures.NONE);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        KnownFaces nobody = new KnownFaces() {
            @Override
            public String current(String key) {
                return key;
            }

            @Override
            public Optional<Called> name(String key) {
                return Optional.empty();
            }
        };
        VisitLog log = new VisitLog(() -> settings, new VisitFiles(folder.resolve("visits"), sealer, () -> settings), nobody, (key, since) -> Optional.empty(), SteadyClock.of(clock));
        return new VisitsApi(log, key -> null, clock, ZoneId.of(zone)).list(day, null, null, null, null, new DefaultExchange(new DefaultCamelContext()));
    }
}
