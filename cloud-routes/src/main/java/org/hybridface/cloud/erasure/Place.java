// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.erasure;

import java.util.Locale;

/** Where the cloud keeps something of a person. */
public enum Place {

    /** What devices share: a retained message for each person. */
    GALLERY,
    /** Rekognition's collection: faces. */
    COLLECTION,
    /** The bucket: photos, with all their versions and delete markers. */
    PHOTOS,
    /** Messages in the queue of failed events. */
    FAILURES,
    /** Answers in the devices' mailboxes. */
    MAILBOXES,
    /** The table: face, person, events, what corrections found and left, answers that wait. */
    TABLE;

    /** Its word in a receipt. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
