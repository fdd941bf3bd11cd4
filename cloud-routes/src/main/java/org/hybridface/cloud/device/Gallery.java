// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.Topics;

/** What devices share of people: the cloud adds nothing, but takes out whom it forgets. Thread safe. */
public final class Gallery {

    private final Optional<RetainedMessages> retained;
    private final Function<String, Set<String>> facesOf;

    /**
     * @param retained empty where nothing is shared
     * @param facesOf  ids of a person's faces in the table, by the person's id
     */
    public Gallery(Optional<RetainedMessages> retained, Function<String, Set<String>> facesOf) {
        this.retained = retained;
        this.facesOf = facesOf;
    }

    /** Takes the person of a face that is gone out of what devices share, when it was the person's last: no device may go on naming whom nobody knows. */
    public void leave(NameChange gone) {
        retained.ifPresent(messages -> gone.whose().person()
                .filter(person -> facesOf.apply(person).stream().allMatch(gone.faceId()::equals))
                .map(Topics::known).ifPresent(messages::takeAway));
    }
}
