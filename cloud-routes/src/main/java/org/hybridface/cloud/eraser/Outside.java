// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hybridface.cloud.device.MailboxReader;
import org.hybridface.cloud.device.RetainedMessages;
import org.hybridface.cloud.erasure.Place;
import org.hybridface.cloud.face.PersonVectors;
import org.hybridface.cloud.sweep.FacePages;

/**
 * What an erasure looks into that no other route does; each is empty where there is none.
 *
 * @param pages     the recogniser's faces
 * @param mailboxes of the devices
 * @param retained  what devices share
 * @param failures  events that failed for good
 * @param vectors   of whole persons, where the collection has some
 */
public record Outside(Optional<FacePages> pages, Optional<MailboxReader> mailboxes, Optional<RetainedMessages> retained, Optional<FailureQueue> failures,
                      Optional<PersonVectors> vectors) {

    /** Where nobody can look. */
    public Set<Place> closed() {
        Set<Place> closed = EnumSet.noneOf(Place.class);
        if (pages.isEmpty()) {
            closed.add(Place.COLLECTION);
        }
        if (mailboxes.isEmpty()) {
            closed.add(Place.MAILBOXES);
        }
        if (retained.isEmpty()) {
            closed.add(Place.GALLERY);
        }
        if (failures.isEmpty()) {
            closed.add(Place.FAILURES);
        }
        return closed;
    }

    /** Nothing can be looked into. */
    public static final Outside NONE = new Outside(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
