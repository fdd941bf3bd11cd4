// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.erasure;

import java.util.UUID;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.person.RefusedException;

/** The person on a photo was erased while a run was at work on it: what the run has written goes as well. */
public final class ErasedMeanwhileException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final UUID erasure;
    private final transient Match erased;

    /** @param erased the face about which the run has written something */
    public ErasedMeanwhileException(UUID erasure, Match erased) {
        super("erased-meanwhile", "the person was erased while the photo was looked at; whoever is met again is a stranger, and a photo may be enrolled again");
        this.erasure = erasure;
        this.erased = erased;
    }

    public UUID erasure() {
        return erasure;
    }

    public Match erased() {
        return erased;
    }
}
