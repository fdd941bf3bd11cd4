// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import java.time.Clock;
import java.util.Objects;
import org.hybridface.cloud.name.NameChanges;
import org.hybridface.fuzz.Expected;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.InvalidMessageException;

/** The function's reading side: whatever the payload, an event that is valid, or one that is answered as invalid. */
public final class LambdaEventFuzz {

    private static final Events EVENTS = new Events("photos", Clock.systemUTC());
    private static final NameChanges CHANGES = new NameChanges();

    private LambdaEventFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] json) {
        for (Caller caller : Caller.values()) {
            EventShape.of(caller, json).ifPresent(shape -> requireItsOwn(caller, shape));
        }
        Expected.only(() -> EVENTS.newFace(json).photoKey(), InvalidMessageException.class);
        Expected.only(() -> EVENTS.naming(json), InvalidMessageException.class);
        Expected.only(() -> {
            EnrolPerson request = EVENTS.enrolPerson(json);
            if (request.photoUri().isPresent()) {
                EVENTS.storedKey(request);
            } else {
                EVENTS.labelled(request, EVENTS.photoInside(request));
            }
        }, InvalidMessageException.class);
        Expected.only(() -> {
            CHANGES.changes(json).forEach(change -> Objects.requireNonNull(change.answer().toString()));
        }, InvalidMessageException.class);
    }

    private static void requireItsOwn(Caller caller, EventShape shape) {
        boolean own = switch (shape) {
            case NEW_FACE, NAME_PERSON, NOTE_SIGHTING, CORRECT_AT_DEVICE, MAILBOX_EMPTIED, ERASE_AT_DEVICE, NOTE_ERASED -> caller == Caller.RULES;
            case ENROL_PERSON, CORRECT_AS_OPERATOR, ERASE_AS_OPERATOR, RECEIPT, EXPORT, DEVICE_SCRAPPED -> caller == Caller.OPERATOR;
            case NAME_CHANGED -> caller == Caller.TABLE;
            case SWEEP -> caller == Caller.SCHEDULE;
            case REDRIVE -> caller == Caller.FAILURES;
        };
        if (!own) {
            throw new AssertionError(caller + " may send " + shape);
        }
    }
}
