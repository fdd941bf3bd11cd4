// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.hybridface.messages.Answer;

/** What outbox and mailbox tell the {@link FaceCache}: which question leaves, and what the cloud answers. Thread safe. */
public interface AskedFaces extends RememberedFaces {

    /**
     * Notes under which id the question for this face travels. When this returns, the face and what it costs the budget are on the disk: no
     * question leaves this device that it does not remember.
     *
     * @throws UncheckedIOException when they could not be written; the question must not be asked then
     */
    void asking(String key, String eventId);

    /**
     * Applies the cloud's answer. When this returns, it is on the disk. An answer with the face id of another key, which the device cannot tell
     * from this one, makes one face of the two, under the older key.
     *
     * @return empty when this face was dropped meanwhile
     * @throws IOException when it could not be written; it must not be acknowledged then
     */
    Optional<AppliedAnswer> apply(String key, Answer answer) throws IOException;
}
