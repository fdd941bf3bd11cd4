// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.DeviceKey;
import org.hybridface.messages.FaceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out face keys, each once for ever: the last number is on the disk, twice, before its key is used. Both copies are sealed, so that a
 * flipped bit or a cut end is noticed and the other copy counts; and since a whole but older copy looks as good as the right one, the
 * numbers go on above every key that is found anywhere on this device. A device that begins with no data at all cannot know whether others remember
 * keys of one of its name: so its keys are those of a new incarnation, see {@link DeviceKey}. Thread safe.
 */
final class KeyCounter {

    static final String FILE = "last-key";
    static final String COPY = "last-key.copy";

    /** Nine digits, a space, an incarnation and a line end, as they were before the counter was sealed. */
    static final int LONGEST_PLAIN_BYTES = 18;

    /** What cannot be read lies there; its names tell keys. */
    static final String UNREADABLE = "unreadable";

    private static final Logger LOG = LoggerFactory.getLogger(KeyCounter.class);

    /** A counter that was lost goes on at the minutes since then: more than any device has given keys. */
    private static final Instant LOST_COUNTER_EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    /** Without a clock the dice must do: two losses hardly meet in so many numbers. */
    private static final int DICE = 1_000_000;

    /** Between what is found and where a lost counter goes on: many more than a cache remembers. */
    private static final int GAP = 100_000;

    /** {@link FaceKey} has nine digits. */
    private static final int MOST = 999_999_999;

    /** A lost counter starts below, whatever the clock says. */
    private static final int HIGHEST_START = 500_000_000;

    private final Path directory;
    private final Sealer sealer;
    private final Optional<String> incarnation;
    private int last;

    enum FirstStart { YES, NO }

    private static final String MISSING = "is missing";

    /** What a copy says; a device that was set up before there were incarnations, or lost its counter, has none. */
    private record Count(int number, Optional<String> incarnation) {

        private static final Pattern TEXT = Pattern.compile("(?<number>[0-9]{1,9})( (?<incarnation>[a-z0-9]{6}))?");

        static Optional<Count> parse(byte[] content) {
            Matcher text = TEXT.matcher(new String(content, StandardCharsets.ISO_8859_1).strip());
            return text.matches() ? Optional.of(new Count(Integer.parseInt(text.group("number")), Optional.ofNullable(text.group("incarnation"))))
                    : Optional.empty();
        }

        byte[] bytes() {
            return (number + incarnation.map(life -> " " + life).orElse("")).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private record Reading(Optional<Count> count, String fault) {

        static Reading of(Count count) {
            return new Reading(Optional.of(count), "");
        }

        static Reading bad(String fault) {
            return new Reading(Optional.empty(), fault);
        }

        boolean isMissing() {
            return MISSING.equals(fault);
        }
    }

    /**
     * @param directory    where both copies are
     * @param highestFound the highest number of a key anywhere on the device, 0 when there is none
     * @param firstStart   whether this data directory is new; a missing counter is a loss only when it is not
     * @throws IOException when the files cannot be written
     */
    KeyCounter(Path directory, Sealer sealer, int highestFound, FirstStart firstStart, Clock clock) throws IOException {
        this.directory = directory;
        this.sealer = sealer;
        Count count = read(highestFound, firstStart, clock);
        this.last = count.number();
        this.incarnation = count.incarnation();
        // At once, so that from now on a missing file means a lost one.
        write(last);
    }

    /**
     * The next key.
     *
     * @throws IOException when it could not be made sure that no other face will ever get it
     */
    synchronized String next() throws IOException {
        if (last >= MOST) {
            throw new IOException("all " + MOST + " keys were given");
        }
        int number = last + 1;
        write(number);
        last = number;
        return FaceKey.of(number);
    }

    DeviceKeys keys() {
        return new DeviceKeys(incarnation);
    }

    private void write(int number) throws IOException {
        byte[] content = new Count(number, incarnation).bytes();
        DurableFile.write(directory.resolve(FILE), sealer.seal(content, FILE));
        DurableFile.write(directory.resolve(COPY), sealer.seal(content, COPY));
    }

    private Count read(int highestFound, FirstStart firstStart, Clock clock) throws IOException {
        Optional<Count> unsealed = beforeCopies();
        if (unsealed.isPresent()) {
            LOG.info("event=key-counter-sealed last={} The key counter of an older version is kept sealed and twice from now on", unsealed.get().number());
            return atLeast(highestFound, unsealed.get());
        }
        Reading one = read(FILE);
        Reading two = read(COPY);
        List<Count> counts = Stream.of(one, two).flatMap(reading -> reading.count().stream()).toList();
        if (counts.isEmpty()) {
            boolean nothingYet = firstStart == FirstStart.YES && highestFound == 0 && one.isMissing() && two.isMissing();
            return nothingYet ? new Count(0, Optional.of(DeviceKey.newIncarnation())) : new Count(lost(one, two, highestFound, clock), Optional.empty());
        }
        if (counts.size() == 1) {
            LOG.warn("event=key-counter-mended {} in {} {}: the other copy counts", one.count().isPresent() ? COPY : FILE, directory,
                    one.count().isPresent() ? two.fault() : one.fault());
        }
        return atLeast(highestFound, Collections.max(counts, Comparator.comparingInt(Count::number)));
    }

    private static Count atLeast(int highestFound, Count count) {
        int counter = count.number();
        if (highestFound > counter) {
            LOG.warn("event=key-counter-behind counter={} found={} The key counter is older than the keys on this device (an old copy?): keys go on "
                    + "at {}", counter, FaceKey.of(highestFound), FaceKey.of(Math.min(MOST, highestFound + 1)));
        }
        return new Count(Math.max(counter, highestFound), count.incarnation());
    }

    private int lost(Reading one, Reading two, int highestFound, Clock clock) throws IOException {
        Instant now = clock.instant();
        boolean set = now.isAfter(SteadyClock.CLOCK_NEVER_SET);
        long minutes = Duration.between(LOST_COUNTER_EPOCH, set ? now : SteadyClock.CLOCK_NEVER_SET).toMinutes()
                + (set ? 0 : ThreadLocalRandom.current().nextInt(DICE));
        int number = (int) Math.max(Math.min(HIGHEST_START, minutes), highestFound + GAP);
        LOG.warn("event=key-counter-lost {} {} and {} {} in {}: keys go on at {}, so that none is given twice", FILE, one.fault(), COPY, two.fault(),
                directory, FaceKey.of(number + 1));
        // Should this counter be lost as well, its keys are found by this name.
        DurableFile.makeDirectory(directory.resolve(UNREADABLE));
        DurableFile.write(directory.resolve(UNREADABLE).resolve(FaceKey.of(number + 1) + ".key-counter-lost"), new byte[0]);
        return number;
    }

    /** The counter as versions kept it that knew no copies: digits in the clear. */
    private Optional<Count> beforeCopies() {
        try {
            return Files.notExists(directory.resolve(COPY)) ? Count.parse(Files.readAllBytes(directory.resolve(FILE))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Reading read(String name) {
        try {
            return Count.parse(sealer.open(Files.readAllBytes(directory.resolve(name)), name)).map(Reading::of)
                    .orElseGet(() -> Reading.bad("is no number"));
        } catch (NoSuchFileException e) {
            return Reading.bad(MISSING);
        } catch (UnsealException e) {
            return Reading.bad("is " + e.getMessage());
        } catch (IOException e) {
            return Reading.bad("cannot be read (" + e + ")");
        }
    }
}
