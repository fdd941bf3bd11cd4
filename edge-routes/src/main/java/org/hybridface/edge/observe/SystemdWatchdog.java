// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.support.service.ServiceSupport;
import org.hybridface.edge.thread.LastingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that the program lives, as long as it does its work; when it stops telling, systemd starts it anew. Java opens no datagram
 * socket to systemd, so systemd's own command says it (the unit needs {@code NotifyAccess=all}).
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd_watchdog_enabled.html">sd_watchdog_enabled: half the time</a>
 */
final class SystemdWatchdog extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(SystemdWatchdog.class);
    private static final List<String> ALIVE = List.of("systemd-notify", "WATCHDOG=1");
    private static final long COMMAND_SECONDS = 5;

    private final Duration every;
    private final BooleanSupplier works;
    private final List<String> command;
    private ScheduledExecutorService schedule;

    SystemdWatchdog(Duration every, BooleanSupplier works, List<String> command) {
        this.every = every;
        this.works = works;
        this.command = command;
    }

    /**
     * The watchdog that systemd asks for.
     *
     * @param environment of the process; systemd writes there how long it waits
     * @param works       whether the program does its work
     * @return empty when nobody waits
     */
    static Optional<SystemdWatchdog> wanted(Map<String, String> environment, BooleanSupplier works) {
        if (!environment.containsKey("NOTIFY_SOCKET") || !environment.getOrDefault("WATCHDOG_USEC", "").matches("[0-9]{4,18}")) {
            return Optional.empty();
        }
        Duration patience = Duration.of(Long.parseLong(environment.get("WATCHDOG_USEC")), java.time.temporal.ChronoUnit.MICROS);
        return Optional.of(new SystemdWatchdog(patience.dividedBy(2), works, ALIVE));
    }

    Duration every() {
        return every;
    }

    @Override
    protected void doStart() {
        schedule = LastingThreads.scheduler("systemd-watchdog");
        schedule.scheduleAtFixedRate(this::tell, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        schedule.shutdownNow();
    }

    private void tell() {
        if (!works.getAsBoolean()) {
            LOG.warn("event=watchdog-silent pictures come and none is looked at: systemd will start the program anew");
            return;
        }
        try {
            Process said = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!said.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || said.exitValue() != 0) {
                said.destroyForcibly();
                LOG.warn("event=watchdog-not-told {} failed: the unit needs NotifyAccess=all", command.get(0));
            }
        } catch (IOException e) {
            LOG.warn("event=watchdog-not-told {} cannot be run ({}): install systemd's tools or take WatchdogSec out of the unit", command.get(0), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
