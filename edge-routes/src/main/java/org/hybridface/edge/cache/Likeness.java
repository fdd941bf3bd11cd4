// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

/** Whom a face looks like, among the remembered ones. */
public sealed interface Likeness {

    /** It is this one, and nobody else comes near. */
    record Certain(Match match) implements Likeness {
    }

    /** It is near enough to this one, but a second person is about as near: to be said as "probably" and looked at again. */
    record Probable(Match match, Match rival) implements Likeness {
    }

    /** Nobody is near enough. */
    record Stranger() implements Likeness {
    }
}
