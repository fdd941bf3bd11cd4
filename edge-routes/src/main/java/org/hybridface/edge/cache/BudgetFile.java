// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.edge.time.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions of the last hour on the disk, so that a restart buys no new budget, also not for faces that were forgotten meanwhile. Kept by
 * the second, with their number: however large the budget, at most 3,600 lines.
 */
final class BudgetFile {

    static final String NAME = "budget";

    private static final Logger LOG = LoggerFactory.getLogger(BudgetFile.class);

    private final Path file;
    private final Sealer sealer;
    private final SteadyClock clock;
    private List<Instant> onDisk = List.of();

    BudgetFile(Path directory, Sealer sealer, SteadyClock clock) {
        this.file = directory.resolve(NAME);
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Returns when they are on the disk; at once when they are there already. */
    synchronized void save(List<Instant> asks) throws IOException {
        if (asks.equals(onDisk)) {
            return;
        }
        write(asks);
        onDisk = asks;
    }

    /** The machine's clock was set: what is on the disk tells other times now. */
    synchronized void forgetWritten() {
        onDisk = List.of();
    }

    /** Empty when there is no such file, as after an upgrade, or it cannot be read. */
    Optional<Collection<Instant>> load() {
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            List<Instant> asks = new ArrayList<>();
            for (String line : new String(sealer.open(Files.readAllBytes(file), NAME), StandardCharsets.US_ASCII).lines().toList()) {
                String[] second = line.split(" ");
                Instant asked = clock.fromDisk(Instant.ofEpochSecond(Long.parseLong(second[0])));
                for (int i = Integer.parseInt(second[1]); i > 0; i--) {
                    asks.add(asked);
                }
            }
            return Optional.of(asks);
        } catch (IOException | UnsealException | RuntimeException e) {
            LOG.warn("event=budget-unreadable file={} {}: the hour's questions are counted from the remembered faces", file, e.getMessage());
            return Optional.empty();
        }
    }

    private void write(List<Instant> asks) throws IOException {
        Map<Long, Integer> seconds = new TreeMap<>();
        asks.forEach(asked -> seconds.merge(clock.toWall(asked).getEpochSecond(), 1, Integer::sum));
        StringBuilder lines = new StringBuilder();
        seconds.forEach((second, asked) -> lines.append(second).append(' ').append(asked).append('\n'));
        DurableFile.write(file, sealer.seal(lines.toString().getBytes(StandardCharsets.US_ASCII), NAME));
    }
}
