// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdWatchdogTest {

    @TempDir
    Path folder;

    @Test
    void systemdIsToldTwiceInTheTimeItWaitsAndOnlyWhenItWaits() {
        Map<String, String> bySystemd = Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "60000000");
        assertThat(SystemdWatchdog.wanted(bySystemd, () -> true).orElseThrow().every()).isEqualTo(Duration.ofSeconds(30));
        assertThat(SystemdWatchdog.wanted(Map.of(), () -> true)).isEmpty();
        assertThat(SystemdWatchdog.wanted(Map.of("NOTIFY_SOCKET", "x", "WATCHDOG_USEC", "soon"), () -> true)).isEmpty();
    }

    @Test
    void whoStopsWorkingStopsTelling() throws Exception {
        Path told = folder.resolve("told");
        AtomicBoolean works = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        SystemdWatchdog watchdog = new SystemdWatchdog(Duration.ofMillis(50), () -> {
            asked.incrementAndGet();
            return works.get();
        }, List.of("sh", "-c", "echo alive >> " + told));
        watchdog.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(told) && Files.readAllLines(told).size() > 1);
            works.set(false);
            int silentSince = asked.get();
            await().atMost(Duration.ofSeconds(30)).until(() -> asked.get() > silentSince + 1);
            int lines = Files.readAllLines(told).size();
            await().atMost(Duration.ofSeconds(30)).until(() -> asked.get() > silentSince + 5);
            assertThat(Files.readAllLines(told)).hasSize(lines);
        } finally {
            watchdog.stop();
        }
    }

    @Test
    void theUnitNamesOptionsThatThereAre() throws Exception {
        String unit = Files.readString(Path.of("src/main/systemd/edge.service"));
        Properties options = new Properties();
        try (InputStream packed = getClass().getResourceAsStream("/application.properties")) {
            options.load(packed);
        }
        assertThat(unit).contains("NotifyAccess=all", "WatchdogSec=", "NoNewPrivileges=yes", "ProtectSystem=strict").doesNotContain("MemoryDenyWriteExecute=");
        assertThat(Pattern.compile("(?m)^Environment=(EDGE_\\w+)=").matcher(unit).results().map(match -> match.group(1).toLowerCase(java.util.Locale.ROOT)
                .replace('_', '.'))).isNotEmpty().allSatisfy(option -> assertThat(options).containsKey(option));
    }
}
