// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens of the two roles, and the sessions of browsers, which never hold a token: a session is a code that this run of the program
 * makes for a role and no other run accepts. Thread safe.
 */
public final class Tokens {

    /** In {@code edge.data.dir}. */
    public static final String OPERATOR_FILE = "operator.token";
    public static final String VIEWER_FILE = "viewer.token";

    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Optional<String> viewer;
    private final String operator;
    private final byte[] sessionKey = new byte[KEY_BYTES];

    /** @param viewer empty when everybody who reaches the port may look */
    public Tokens(Optional<String> viewer, String operator) {
        this.viewer = viewer;
        this.operator = operator;
        new SecureRandom().nextBytes(sessionKey);
    }

    /** The operator's token from its file; the viewer's as given, else from its file when {@code shared}, that is, others can reach the port. */
    public static Tokens load(Path directory, Optional<String> givenViewer, boolean shared) throws IOException {
        String operator = TokenFile.loadOrCreate(directory.resolve(OPERATOR_FILE));
        if (givenViewer.isPresent() || !shared) {
            return new Tokens(givenViewer, operator);
        }
        return new Tokens(Optional.of(TokenFile.loadOrCreate(directory.resolve(VIEWER_FILE))), operator);
    }

    /** Whether a token is needed to look. */
    public boolean askedOfViewers() {
        return viewer.isPresent();
    }

    /** Whose token it is. */
    public Role roleOf(String token) {
        if (same(token, operator)) {
            return Role.OPERATOR;
        }
        return viewer.isPresent() && same(token, viewer.get()) ? Role.VIEWER : Role.NOBODY;
    }

    /** What a browser keeps in place of a token. */
    public String session(Role role) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(sessionKey, MAC));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(role.name().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /** Whose session it is. */
    public Role roleOfSession(String session) {
        if (same(session, session(Role.OPERATOR))) {
            return Role.OPERATOR;
        }
        return same(session, session(Role.VIEWER)) ? Role.VIEWER : Role.NOBODY;
    }

    /** Takes the same time whatever differs, so that the time tells nothing. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
