// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import org.hybridface.fuzz.Expected;

/** Messages that devices send, also to each other, and what an operator sends: read, or refused with a reason; what was read is written and read alike. */
public final class WireMessageFuzz {

    private static final FleetKeys KEYS = FleetKeys.parse(FleetKeys.fresh());
    private static final String TOPIC = Topics.known("aaaaaaaa-2222-3333-4444-555555555555");

    private WireMessageFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] json) {
        Expected.only(() -> same(NewFace.fromJson(json), NewFace.fromJson(NewFace.fromJson(json).toJson())), InvalidMessageException.class);
        Expected.only(() -> same(NameFace.fromJson(json), NameFace.fromJson(NameFace.fromJson(json).toJson())), InvalidMessageException.class);
        Expected.only(() -> same(EnrolPerson.fromJson(json), EnrolPerson.fromJson(EnrolPerson.fromJson(json).toJson())), InvalidMessageException.class);
        known(json);
    }

    /** The fleet's key is known here: what is inside the seal is fuzzed as well as what is outside. */
    private static void known(byte[] bytes) {
        Expected.only(() -> same(Known.fromJson(bytes), Known.fromJson(Known.fromJson(bytes).toJson())), InvalidMessageException.class);
        Expected.only(() -> Known.fromMessage(TOPIC, bytes, KEYS), InvalidMessageException.class);
        Expected.only(() -> Known.fromMessage(TOPIC, KEYS.seal(TOPIC, bytes), KEYS), InvalidMessageException.class);
        Expected.only(() -> same(FaceSeen.fromJson(bytes), FaceSeen.fromJson(FaceSeen.fromJson(bytes).toJson())), InvalidMessageException.class);
    }

    private static void same(Object read, Object again) {
        if (!read.equals(again)) {
            throw new AssertionError(read + " became " + again);
        }
    }
}
