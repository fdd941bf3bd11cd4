// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

/** A person's id: a UUID in small letters. In the table the person's item is {@code person#<id>}, and each of the person's faces points to it. */
public final class PersonId {

    private PersonId() {
    }

    /**
     * The id itself.
     *
     * @throws InvalidMessageException when it is not a UUID in small letters
     */
    public static String require(String person) {
        if (!isValid(person)) {
            throw new InvalidMessageException("'person' is not a UUID in small letters");
        }
        return person;
    }

    public static boolean isValid(String person) {
        return FaceId.isValid(person);
    }
}
