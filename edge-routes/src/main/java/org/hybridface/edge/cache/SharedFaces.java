// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.Optional;
import java.util.Set;
import org.hybridface.messages.Known;

/** What the gallery of the fleet tells the {@link FaceCache}: what other devices know, and what the cloud is to hear of it. Thread safe. */
public interface SharedFaces extends RememberedFaces {

    /** Another device was told something newer: what was taken over from there is so here, too. */
    void heard(Known known);

    /**
     * Forgets what was taken over from another device of a person who is to be remembered nowhere.
     *
     * @return how many faces
     */
    int forgetAdopted(String person);

    /** Whose faces were taken over from other devices. */
    Set<String> adoptedPersons();

    /** A face that was taken over, and of which the cloud is still to be told that it was seen here; empty when there is none. */
    Optional<FaceEntry> toSayToTheCloud();

    /** The cloud has been told. */
    void saidToTheCloud(String key);
}
