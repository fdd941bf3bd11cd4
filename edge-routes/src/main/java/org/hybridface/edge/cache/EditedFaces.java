// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hybridface.messages.Known;

/**
 * What people at the device do with the faces of the {@link FaceCache}: name, correct, forget and erase them. An edit is on the disk when its method
 * returns; where the disk does not take it nothing has changed, and an {@link EditNotKeptException} says what to do. Thread safe.
 */
public interface EditedFaces extends RememberedFaces {

    /**
     * A person at this device says who it is.
     *
     * @return the face as it is now, or empty when it is not remembered
     */
    Optional<FaceEntry> rename(String key, String name);

    /**
     * A person at this device says that it is not the one it is called.
     *
     * @return the face as it is now, or empty when it is not remembered
     */
    Optional<FaceEntry> takeNameAway(String key);

    /**
     * A person at this device says that it is somebody else than the cloud says. The name goes, and the cloud is asked again; what it may say once
     * more until it has heard of it changes nothing.
     *
     * @return the face as it was before, or empty when it is not remembered
     */
    Optional<FaceEntry> notThisPerson(String key);

    /**
     * Whether the cloud is never to be asked about a face any more.
     *
     * @return the face as it is now, or empty when it is not remembered
     */
    Optional<FaceEntry> neverAsk(String key, boolean never);

    /**
     * Forgets one face, which gets another key when it is seen again.
     *
     * @return whether there was one
     */
    boolean forget(String key);

    /** Persons are nowhere any more: that somebody here is none of them is forgotten, and off the disk when this returns. */
    void forgetDifferences(Set<String> gone) throws IOException;

    /**
     * Forgets one face for good: when this returns, it is off the disk.
     *
     * @return whether there was one
     */
    boolean erase(String key) throws IOException;

    /**
     * Asks the cloud anew when the face is seen next, whatever the back-off and the age of its answer.
     *
     * @return whether it is remembered
     */
    boolean askAgain(String key);

    /** Everybody whom other devices have learnt, those remembered here among them. */
    List<Known> knownElsewhere();
}
