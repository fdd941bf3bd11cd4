// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import org.hybridface.fuzz.Expected;

/** Messages that devices send, and what an operator sends: read, or refused with a reason; what was read is written and read alike. */
public final class WireMessageFuzz {

    private WireMessageFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] json) {
        Expected.only(() -> same(NewFace.fromJson(json), NewFace.fromJson(NewFace.fromJson(json).toJson())), InvalidMessageException.class);
        Expected.only(() -> same(NameFace.fromJson(json), NameFace.fromJson(NameFace.fromJson(json).toJson())), InvalidMessageException.class);
        Expected.only(() -> same(EnrolPerson.fromJson(json), EnrolPerson.fromJson(EnrolPerson.fromJson(json).toJson())), InvalidMessageException.class);
    }

    private static void same(Object read, Object again) {
        if (!read.equals(again)) {
            throw new AssertionError(read + " became " + again);
        }
    }
}
