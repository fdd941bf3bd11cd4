// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

/** Something that is not explained, or is again; its text begins a line of the log. */
sealed interface Found permits Finding, TableEntry, LabelledPhoto {

    /** What the route does with it. */
    enum Todo {
        /** Write down in the table what was found. */
        NOTE,
        /** Take the face out of the collection. */
        DELETE_FACE,
        /** Let the table delete the item now. */
        EXPIRE_ITEM,
        /** Take the photo out of the bucket. */
        DELETE_PHOTO,
        /** Say what it is, and leave it alone. */
        SAY;

        boolean deletes() {
            return this == DELETE_FACE || this == EXPIRE_ITEM || this == DELETE_PHOTO;
        }
    }

    Todo todo();

    /** What the sweep's line says of it, when it is noted or left alone. */
    String status();
}
