// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import java.time.Duration;
import java.util.Optional;
import org.hybridface.messages.GuessLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the tokens that requests bring, and lets whoever guesses wait. Thread safe. */
public final class TokenDoor {

    private static final Logger LOG = LoggerFactory.getLogger(TokenDoor.class);

    private final Tokens tokens;
    private final GuessLimit guesses;

    public TokenDoor(Tokens tokens, GuessLimit guesses) {
        this.tokens = tokens;
        this.guesses = guesses;
    }

    /** The tokens behind the door. */
    public Tokens tokens() {
        return tokens;
    }

    /**
     * How long no token from there is looked at; empty when it is looked at now.
     *
     * @param here whether it is an address of this machine
     */
    public Optional<Duration> pause(String address, boolean here) {
        return guesses.pause(address, here);
    }

    /** Whose token it is; a wrong one counts. */
    public Role roleOf(String token, String address, boolean here) {
        Role role = tokens.roleOf(token);
        if (role == Role.NOBODY && !token.isEmpty()) {
            guesses.wrong(address, here, token);
            guesses.pause(address, here).ifPresent(pause -> LOG.warn("event=tokens-guessed address={} seconds={} too many wrong tokens, which are not "
                    + "looked at for so long", address, GuessLimit.seconds(pause)));
        }
        return role;
    }
}
