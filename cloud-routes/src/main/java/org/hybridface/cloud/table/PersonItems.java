// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.number;
import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hybridface.cloud.person.Person;
import org.hybridface.cloud.person.PersonFace;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The person items of the table: {@code id}=person#UUID, {@code name}?, {@code faces} (set of FaceIds), {@code joined}? (the person it was merged into),
 * {@code consentUntil}? (ISO 8601), {@code createdAt}, {@code createdBy}, {@code changedAt}, {@code changedBy}, {@code corrections} (ids of the lines
 * of the audit trail), {@code rev} (grows with each change), {@code expiresAt}? (once the last face is gone); and what corrections write into face items: {@code personId}, {@code name},
 * {@code neverAsk}, {@code consentUntil}, {@code differs}, {@code notUnder}, {@code corrected} (the last correction).
 *
 * <p>Reads items and says what is to be written; writes nothing itself. Thread safe.
 */
final class PersonItems {

    static final String FACES = "faces";
    static final String CORRECTIONS = "corrections";
    private static final String NOT_UNDER = "notUnder";
    private static final String DIFFERS = "differs";
    private static final String JOINED = "joined";
    private static final String CONSENT_UNTIL = "consentUntil";
    private static final String REVISION = "rev";
    static final String CORRECTED = "corrected";

    private final Duration keepUnnamed;
    private final Clock clock;

    PersonItems(Duration keepUnnamed, Clock clock) {
        this.keepUnnamed = keepUnnamed;
        this.clock = clock;
    }

    static String id(String personId) {
        return "person#" + personId;
    }

    /** @param item not empty */
    static Person person(String personId, Map<String, AttributeValue> item) {
        return new Person(personId, NameVersion.name(item), set(item, FACES), Items.text(item, JOINED), consent(item));
    }

    /** @param item not empty */
    static PersonFace face(Map<String, AttributeValue> item) {
        String id = item.get(Items.ID).s();
        return new PersonFace(id, Items.text(item, FaceItems.PERSON_ID).orElse(id), NameVersion.name(item),
                FaceItems.isNeverAsked(item), consent(item), differs(item), set(item, SeenBy.SEEN_BY),
                notUnder(item));
    }

    /** Until when the person agreed; what somebody wrote there by hand that is no moment is nothing. */
    static Optional<Instant> consent(Map<String, AttributeValue> item) {
        try {
            return Items.text(item, CONSENT_UNTIL).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Persons a face was said not to be. */
    static Set<String> differs(Map<String, AttributeValue> item) {
        return set(item, DIFFERS);
    }

    /** Under which keys, {@code thing#key}, somebody else was seen and taken for the face. */
    static Set<String> notUnder(Map<String, AttributeValue> item) {
        return set(item, NOT_UNDER);
    }

    /** @param item as it was read; an empty one when there is none yet */
    Write write(Person person, Map<String, AttributeValue> item, String by, Optional<String> correction) {
        Write write = Write.to(id(person.id()));
        String now = clock.instant().toString();
        if (item.isEmpty()) {
            write.set("createdAt", text(now)).set("createdBy", text(by)).ifAbsent(Items.ID);
        } else {
            write.ifSame(item, REVISION);
        }
        write.set("changedAt", text(now)).set("changedBy", text(by)).set(REVISION, number(Items.number(item, REVISION) + 1));
        boolean nobody = person.faces().isEmpty() && person.joined().isEmpty();
        put(write, FaceItems.NAME, person.name().filter(name -> !nobody).map(Items::text));
        put(write, Items.EXPIRES_AT, nobody ? Optional.of(Items.seconds(clock.instant())) : Optional.empty());
        put(write, FACES, person.faces());
        put(write, JOINED, person.joined().map(Items::text));
        put(write, CONSENT_UNTIL, person.consent().map(until -> text(until.toString())));
        correction.ifPresent(id -> write.add(CORRECTIONS, List.of(id)));
        return write;
    }

    /**
     * What a correction changes of a face. Its version grows, so that the devices that are told know it from what they were told before.
     *
     * @param item as it was read
     */
    Write write(PersonFace face, Map<String, AttributeValue> item, Optional<String> correction) {
        PersonFace before = face(item);
        Write write = Write.to(face.id()).set(FaceItems.PERSON_ID, text(face.personId())).ifSame(item, FaceItems.PERSON_ID);
        face.name().ifPresentOrElse(name -> FaceItems.name(write, name), () -> {
            write.remove(FaceItems.NAME);
            if (before.name().isPresent()) {
                write.set(Items.EXPIRES_AT, Items.seconds(clock.instant().plus(keepUnnamed)));
            }
        });
        if (face.neverAsk() != before.neverAsk()) {
            put(write, FaceItems.NEVER_ASK, face.neverAsk() ? Optional.of(AttributeValue.fromBool(true)) : Optional.empty());
        }
        if (!face.consent().equals(before.consent())) {
            put(write, CONSENT_UNTIL, face.consent().map(until -> text(until.toString())));
        }
        put(write, DIFFERS, face.differs());
        put(write, NOT_UNDER, face.notUnder());
        if (!face.seenBy().equals(before.seenBy())) {
            put(write, SeenBy.SEEN_BY, face.seenBy());
            write.ifSame(item, SeenBy.SEEN_BY);
        }
        NameVersion.count(write, face.name().map(Items::text), NameVersion.next(item, clock));
        NameVersion.ifUnchanged(write, item);
        correction.ifPresent(id -> write.set(CORRECTED, text(id)));
        return write;
    }

    private static void put(Write write, String attribute, Optional<AttributeValue> value) {
        value.ifPresentOrElse(known -> write.set(attribute, known), () -> write.remove(attribute));
    }

    private static void put(Write write, String attribute, Collection<String> texts) {
        put(write, attribute, texts.isEmpty() ? Optional.empty() : Optional.of(AttributeValue.fromSs(List.copyOf(texts))));
    }

    private static Set<String> set(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(set -> new TreeSet<>(set.ss())).orElseGet(TreeSet::new);
    }
}
