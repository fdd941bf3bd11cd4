// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.util.Optional;

/**
 * A long-lived key pair of a user, or the temporary one of a role, which goes with a session token.
 *
 * @param id           the public half, for example {@code AKIDEXAMPLE}
 * @param secret       the private half; never printed
 * @param sessionToken must come with every request when present; never printed
 * @param principal    whose key it is
 */
public record AccessKey(String id, String secret, Optional<String> sessionToken, Principal principal) {

    /** A key without a session token. */
    public AccessKey(String id, String secret, Principal principal) {
        this(id, secret, Optional.empty(), principal);
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + " of " + principal + "]";
    }
}
