// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows on the disk: {@code 2026-11-27-0001.visits} has a sealed row in each line (Base64 of AES-GCM), which opens in that file only. A
 * new file begins with each day (UTC) and when one is full, so that old rows go by whole files. A row is on the disk when {@link #append}
 * returns; half a line, left by a power cut, is no row. Not thread safe.
 */
public final class VisitFiles {

    private static final Logger LOG = LoggerFactory.getLogger(VisitFiles.class);

    private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})-(\\d{4,9})\\.visits");

    /** So much of the limit one file takes: what goes at once when it is reached. */
    private static final int FILES_AT_LIMIT = 10;

    private final Path directory;
    private final Sealer sealer;
    private final Supplier<VisitSettings> settings;
    private Optional<Path> current = Optional.empty();

    /** @param settings say at the moment how many days and bytes are kept; the oldest files go */
    public VisitFiles(Path directory, Sealer sealer, Supplier<VisitSettings> settings) {
        this.directory = directory;
        this.sealer = sealer;
        this.settings = settings;
    }

    /** @param now time of day */
    void append(VisitRow row, Instant now) throws IOException {
        DurableFile.makeDirectory(directory);
        boolean fresh = current.isEmpty();
        Path file = fileFor(dayOf(now));
        String line = line(row, file);
        try (FileChannel channel = DurableFile.append(file)) {
            // The last run may have left half a line.
            ByteBuffer bytes = ByteBuffer.wrap(((fresh && channel.size() > 0 ? "\n" : "") + line).getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        current = Optional.of(file);
    }

    /** Every row of that day (UTC) and later, the oldest first. */
    void read(LocalDate since, Consumer<VisitRow> reader) throws IOException {
        for (Path file : files()) {
            if (!day(file).isBefore(since)) {
                rows(file).forEach(reader);
            }
        }
    }

    /**
     * Deletes rows for good.
     *
     * @return how many
     */
    int delete(Predicate<VisitRow> unwanted) throws IOException {
        int deleted = 0;
        for (Path file : files()) {
            List<VisitRow> rows = rows(file);
            List<VisitRow> kept = rows.stream().filter(unwanted.negate()).toList();
            if (kept.size() < rows.size()) {
                deleted += rows.size() - kept.size();
                StringBuilder text = new StringBuilder();
                for (VisitRow row : kept) {
                    text.append(line(row, file));
                }
                DurableFile.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return deleted;
    }

    /**
     * Deletes the files that are too old, or dated too far ahead by a clock that was wrong, then the oldest until there is room.
     *
     * @return how many
     */
    int expire(Instant now) throws IOException {
        LocalDate today = dayOf(now);
        List<Path> kept = new ArrayList<>();
        int deleted = 0;
        for (Path file : files()) {
            if (Math.abs(ChronoUnit.DAYS.between(day(file), today)) > settings.get().days()) {
                DurableFile.delete(file);
                deleted++;
            } else {
                kept.add(file);
            }
        }
        long bytes = 0;
        for (Path file : kept) {
            bytes += Files.size(file);
        }
        // The last one is being written.
        while (bytes > settings.get().maxBytes() && kept.size() > 1) {
            Path oldest = kept.remove(0);
            bytes -= Files.size(oldest);
            DurableFile.delete(oldest);
            deleted++;
        }
        return deleted;
    }

    static LocalDate dayOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Path fileFor(LocalDate day) throws IOException {
        List<Path> ofDay = files().stream().filter(file -> day(file).equals(day)).toList();
        if (ofDay.isEmpty()) {
            return directory.resolve(name(day, 1));
        }
        Path last = ofDay.get(ofDay.size() - 1);
        return Files.size(last) < settings.get().maxBytes() / FILES_AT_LIMIT ? last : directory.resolve(name(day, number(last) + 1));
    }

    private List<VisitRow> rows(Path file) throws IOException {
        List<VisitRow> rows = new ArrayList<>();
        int bad = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (line.isEmpty()) {
                continue;
            }
            try {
                rows.add(VisitRow.read(sealer.open(Base64.getDecoder().decode(line), file.getFileName().toString())));
            } catch (IllegalArgumentException | UnsealException | IOException e) {
                LOG.debug("a line of {}", file, e);
                bad++;
            }
        }
        if (bad > 0) {
            LOG.warn("event=visits-unreadable file={} {} of {} rows are damaged, cut by a power failure, or sealed with another key, and left out", file, bad,
                    bad + rows.size());
        }
        return rows;
    }

    private String line(VisitRow row, Path file) throws IOException {
        return Base64.getEncoder().encodeToString(sealer.seal(row.toJson(), file.getFileName().toString())) + "\n";
    }

    private List<Path> files() throws IOException {
        // By day and number; names of equal length are in that order, and there are never more than a few.
        return DurableFile.list(directory, NAME).stream().sorted(Comparator.comparing(VisitFiles::day).thenComparing(VisitFiles::number))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String name(LocalDate day, int number) {
        return String.format(Locale.ROOT, "%s-%04d.visits", day, number);
    }

    private static LocalDate day(Path file) {
        return LocalDate.parse(match(file).group(1));
    }

    private static int number(Path file) {
        return Integer.parseInt(match(file).group(2));
    }

    private static Matcher match(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file.toString());
        }
        return matcher;
    }
}
