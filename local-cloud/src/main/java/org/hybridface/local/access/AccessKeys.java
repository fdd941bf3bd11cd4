// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.access;

import java.security.SecureRandom;
import java.util.Optional;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.Principal;

/** Makes access keys that look like those of AWS, from letters and digits only: DynamoDB Local takes no others. */
public final class AccessKeys {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private AccessKeys() {
    }

    /** A user's key: no session token. */
    public static AccessKey user(Principal principal) {
        return new AccessKey("AKIA" + text(16), text(40), principal);
    }

    /** An assumed role's key, which goes with a session token. */
    public static AccessKey role(Principal principal) {
        return new AccessKey("ASIA" + text(16), text(40), Optional.of(text(80)), principal);
    }

    private static String text(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length()).collect(StringBuilder::new,
                (text, index) -> text.append(ALPHABET.charAt(index)), StringBuilder::append).toString();
    }
}
