// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many wrong tokens are looked at. Whoever has brought too many waits, with a right one too, or the answer would tell which is right.
 * The same wrong token again tells nobody anything and is not counted: a program with an old token in its settings locks nobody out.
 * <p>
 * On the machine itself all programs have one address, the owner's browser among them: there the wait is short, and what others guess from
 * beyond does not count. Remembers as much as it counts, whoever guesses. Thread safe.
 */
public final class GuessLimit {

    /** What counts, and the longest wait. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** The same for this machine's own address. Whoever runs programs here has better ways than guessing. */
    public static final Duration WINDOW_HERE = Duration.ofSeconds(5);

    /** From all other machines together, as a multiple of what one may: addresses are cheap. */
    static final int ADDRESSES = 5;

    private record Guess(String address, String tokenHash, boolean here, long atNanos) {
    }

    private final int most;
    private final LongSupplier nanos;
    private final Deque<Guess> wrong = new ArrayDeque<>();

    /**
     * @param most  different wrong tokens that one address may bring within the window
     * @param nanos a clock that only goes forward, such as {@code System::nanoTime}
     * @throws IllegalArgumentException when nobody could err once
     */
    public GuessLimit(int most, LongSupplier nanos) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 wrong token must be allowed, not " + most);
        }
        this.most = most;
        this.nanos = nanos;
    }

    /** How long nobody looks at a token from there; empty when it is looked at now. */
    public synchronized Optional<Duration> pause(String address, boolean here) {
        forget();
        return here ? pauseOf(count(address), most, address, WINDOW_HERE)
                : pauseOf(count(address), most, address, WINDOW).or(() -> pauseOf(countBeyond(), most * ADDRESSES, "", WINDOW));
    }

    /** A wrong token came from there. */
    public synchronized void wrong(String address, boolean here, String token) {
        forget();
        String hash = hash(token);
        if (wrong.stream().noneMatch(guess -> guess.address.equals(address) && guess.tokenHash.equals(hash))) {
            wrong.addLast(new Guess(address, hash, here, nanos.getAsLong()));
        }
    }

    /** What whoever must wait is told. */
    public static String reason(Duration pause) {
        return "too many wrong tokens came from there: none is looked at for " + seconds(pause) + " s, then try again with the right one";
    }

    /** As the header {@code Retry-After} wants it: whole seconds, at least 1. */
    public static long seconds(Duration pause) {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }

    private long count(String address) {
        return wrong.stream().filter(guess -> guess.address.equals(address)).count();
    }

    private long countBeyond() {
        return wrong.stream().filter(guess -> !guess.here).count();
    }

    /** @param address empty: any beyond this machine */
    private Optional<Duration> pauseOf(long count, int limit, String address, Duration window) {
        if (count < limit) {
            return Optional.empty();
        }
        Guess oldest = wrong.stream().filter(guess -> address.isEmpty() ? !guess.here : guess.address.equals(address)).findFirst().orElseThrow();
        return Optional.of(window.minusNanos(nanos.getAsLong() - oldest.atNanos));
    }

    private void forget() {
        long now = nanos.getAsLong();
        wrong.removeIf(guess -> now - guess.atNanos >= (guess.here ? WINDOW_HERE : WINDOW).toNanos());
    }

    private static String hash(String token) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
