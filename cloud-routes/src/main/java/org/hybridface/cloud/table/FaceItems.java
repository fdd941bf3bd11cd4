// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Recognition;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.Answer;
import org.hybridface.messages.PersonId;
import org.hybridface.messages.Whose;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The face items of the table: {@code id}=FaceId, {@code name}?, {@code personId}, {@code link}, {@code firstSeen},
 * {@code lastSeen} (ISO 8601), {@code seenBy} (set of thing#key, see {@link SeenBy}), {@code faceModelVersion}, {@code eventId} (which enrolled
 * it), {@code version} and {@code versionName}? ({@link NameVersion}), {@code expiresAt}? (unnamed faces only).
 *
 * <p>Says what is to be written; writes nothing itself. Thread safe.
 */
final class FaceItems {

    static final String NAME = NameVersion.NAME;
    static final String NEVER_ASK = "neverAsk";
    static final String PERSON_ID = "personId";
    static final String LINK = "link";
    private static final String FIRST_SEEN = "firstSeen";
    private static final String LAST_SEEN = "lastSeen";
    static final String EVENT_ID = "eventId";
    private static final String MODEL = "faceModelVersion";

    /** Before the id of a forgotten face: who saw it, and what they know. */
    static final String FORGOTTEN = "forgotten#";

    /** A face is as similar to itself as can be. */
    static final double ITSELF = 100;

    private final Duration keepUnnamed;
    private final Clock clock;

    /** @param keepUnnamed how long a face nobody named is kept after it was last seen */
    FaceItems(Duration keepUnnamed, Clock clock) {
        this.keepUnnamed = keepUnnamed;
        this.clock = clock;
    }

    /** The face that a run enrolled, and that stays. */
    static Match own(FaceEvent event, EnrolledFace face) {
        return new Match(face.faceId(), event.personId(), ITSELF);
    }

    /** A face that this run enrolled was seen. */
    FaceWrite enrolled(FaceEvent event, EnrolledFace face, Map<String, AttributeValue> item, Map<String, AttributeValue> forgotten) {
        Write write = Write.to(face.faceId()).set(LINK, text(event.photoUri().toString())).set(EVENT_ID, text(event.id()))
                .set(MODEL, text(face.modelVersion()));
        return sighting(write, event, own(event, face), item, forgotten, text(item, NAME).isEmpty() ? event.name() : Optional.empty());
    }

    /** A face that was known before was seen. */
    FaceWrite known(FaceEvent event, Match match, Map<String, AttributeValue> item, Map<String, AttributeValue> forgotten) {
        return sighting(Write.to(match.faceId()), event, match, item, forgotten, Optional.empty());
    }

    /**
     * What an item should have and this one lacks is added, be it that the run whose face it is has not written one yet. The answer is as the item
     * says it is named, and the name is counted ({@link NameVersion}). Named as it was when it was read, or a name that was given meanwhile would be
     * answered with another, and a named face would expire.
     *
     * @param forgotten who saw a face without an item before it was forgotten, and what they know; empty when nobody did
     */
    private FaceWrite sighting(Write write, FaceEvent event, Match match, Map<String, AttributeValue> item, Map<String, AttributeValue> forgotten,
                               Optional<String> label) {
        write.set(LAST_SEEN, text(event.received().toString()));
        List<Sighting> seen = Stream.concat(event.sighting().stream(), SeenBy.in(forgotten).stream()).distinct().toList();
        if (!seen.isEmpty()) {
            SeenBy.add(write, item, seen);
        }
        setMissing(write, item, PERSON_ID, match.personId());
        if (!write.sets(LINK)) {
            setMissing(write, item, LINK, event.photoUri().toString());
        }
        setMissing(write, item, FIRST_SEEN, event.received().toString());
        if (label.isPresent()) {
            name(write, label.get());
        } else if (text(item, NAME).isEmpty()) {
            write.set(Items.EXPIRES_AT, Items.seconds(event.received().plus(keepUnnamed)));
        }
        boolean counted = !item.isEmpty() && label.isEmpty() && NameVersion.isCounted(item);
        long version = counted ? NameVersion.of(item) : Math.max(NameVersion.next(item, clock), forgotten.isEmpty() ? 0 : NameVersion.of(forgotten) + 1);
        if (!counted) {
            NameVersion.count(write, label.map(Items::text).or(() -> Optional.ofNullable(item.get(NAME))), version);
        }
        if (item.isEmpty()) {
            write.ifAbsent(Items.ID);
        } else if (counted) {
            NameVersion.ifSameName(write, item);
        } else {
            NameVersion.ifUnchanged(write, item);
        }
        return new FaceWrite(item, write, Answer.of(label.or(() -> NameVersion.name(item)), match.faceId(), match.similarity(), version,
                item.containsKey(PERSON_ID) || !PersonId.isValid(match.personId()) ? whose(item) : Whose.of(match.personId())));
    }

    /** A face that another device had learnt was seen. One that is gone is not brought back: the device hears that it has no name. */
    FaceWrite recognised(Recognition recognition, Map<String, AttributeValue> item) {
        Write write = Write.to(recognition.seen().faceId());
        if (item.isEmpty()) {
            return new FaceWrite(item, write, gone(recognition));
        }
        SeenBy.add(write.set(LAST_SEEN, text(clock.instant().toString())), item, List.of(recognition.sighting()));
        if (text(item, NAME).isEmpty()) {
            write.set(Items.EXPIRES_AT, Items.seconds(clock.instant().plus(keepUnnamed)));
        }
        boolean counted = NameVersion.isCounted(item);
        long version = counted ? NameVersion.of(item) : NameVersion.next(item, clock);
        if (counted) {
            NameVersion.ifSameName(write, item);
        } else {
            NameVersion.count(write, Optional.ofNullable(item.get(NAME)), version);
            NameVersion.ifUnchanged(write, item);
        }
        return new FaceWrite(item, write, Answer.of(NameVersion.name(item), recognition.seen().faceId(), ITSELF, version, whose(item)));
    }

    /** What a device that was noted may know now. A name that nobody has counted yet, and that the face went meanwhile, is told by the stream. */
    static Answer current(Recognition recognition, Map<String, AttributeValue> item) {
        return item.isEmpty() ? Answer.of(Optional.empty(), recognition.seen().faceId(), ITSELF, recognition.seen().answerVersion(), Whose.UNKNOWN)
                : answer(item);
    }

    private static Answer gone(Recognition recognition) {
        return Answer.of(Optional.empty(), recognition.seen().faceId(), ITSELF, recognition.seen().answerVersion() + 1, Whose.UNKNOWN);
    }

    private static void setMissing(Write write, Map<String, AttributeValue> item, String attribute, String value) {
        if (!item.containsKey(attribute)) {
            write.set(attribute, text(value));
        }
    }

    /**
     * Counts the name that the item has now, and settles its expiry: named faces stay for ever. Changes nothing when that is done, or the face is
     * gone: it has no name then.
     */
    FaceWrite count(NameChange change, Map<String, AttributeValue> item) {
        String faceId = change.faceId();
        Write write = Write.to(faceId);
        if (item.isEmpty()) {
            return new FaceWrite(item, write, Answer.of(Optional.empty(), faceId, ITSELF, change.version() + 1, Whose.UNKNOWN));
        }
        // An item below what was told is another than that of the record: the face was written anew by somebody whose clock is behind.
        boolean counted = NameVersion.isCounted(item) && NameVersion.of(item) >= change.lastTold();
        long version = counted ? NameVersion.of(item) : Math.max(NameVersion.next(item, clock), change.lastTold() + 1);
        Optional<String> name = NameVersion.name(item);
        if (!counted) {
            NameVersion.count(write, Optional.ofNullable(item.get(NAME)), version);
        }
        if (name.isPresent() && item.containsKey(Items.EXPIRES_AT)) {
            write.remove(Items.EXPIRES_AT);
        } else if (name.isEmpty() && !item.containsKey(Items.EXPIRES_AT)) {
            write.set(Items.EXPIRES_AT, Items.seconds(clock.instant().plus(keepUnnamed)));
        }
        NameVersion.ifUnchanged(write, item);
        // A person gave the name, nobody measured anything, so similarity is the highest there is.
        return new FaceWrite(item, write, Answer.of(name, faceId, ITSELF, version, whose(item)));
    }

    /**
     * A face that was forgotten is in the table again. Those who saw it before are noted with it, or they would never hear of its name, and its
     * version is raised above what they know. Changes nothing where that is done, or the face is gone once more.
     *
     * @param lastTold the version up to which devices may have been told of it
     */
    static FaceWrite rejoined(String faceId, Map<String, AttributeValue> item, List<Sighting> seenBefore, long lastTold) {
        Write write = Write.to(faceId);
        if (item.isEmpty()) {
            return new FaceWrite(item, write, Answer.of(Optional.empty(), faceId, ITSELF, lastTold, Whose.UNKNOWN));
        }
        List<Sighting> missing = SeenBy.in(item, seenBefore).stream().filter(sighting -> !SeenBy.in(item).contains(sighting)).toList();
        if (!missing.isEmpty()) {
            SeenBy.add(write, item, missing);
        }
        long version = Math.max(NameVersion.of(item), lastTold + 1);
        if (version != NameVersion.of(item)) {
            write.set(NameVersion.VERSION, Items.number(version));
        }
        if (!write.changesNothing()) {
            NameVersion.ifUnchanged(write, item);
        }
        return new FaceWrite(item, write, Answer.of(NameVersion.name(item), faceId, ITSELF, version, whose(item)));
    }

    /** What devices saw of a face that is gone from the collection, for whoever writes an item of it at this moment. */
    Write forgotten(NameChange change) {
        Write write = Write.to(FORGOTTEN + change.faceId()).set(NameVersion.VERSION, Items.number(change.lastTold()))
                .set(Items.EXPIRES_AT, Items.seconds(clock.instant().plus(keepUnnamed)));
        if (!change.seenBy().isEmpty()) {
            write.add(SeenBy.SEEN_BY, change.seenBy().stream().map(Sighting::toString).toList());
        }
        return write;
    }

    /** A face gets its name, and with it stays for ever. */
    static Write name(Write write, String name) {
        return write.set(NAME, text(name)).remove(Items.EXPIRES_AT);
    }

    /** What an item says of its face. */
    static Answer answer(Map<String, AttributeValue> item) {
        return answer(item.get(Items.ID).s(), ITSELF, item);
    }

    private static Answer answer(String faceId, double similarity, Map<String, AttributeValue> item) {
        return Answer.of(NameVersion.name(item), faceId, similarity, NameVersion.of(item), whose(item));
    }

    static boolean isNeverAsked(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(NEVER_ASK)).map(AttributeValue::bool).orElse(false);
    }

    /** What the item says of the face's person; what somebody wrote there by hand that cannot be read is left out. */
    private static Whose whose(Map<String, AttributeValue> item) {
        return new Whose(Items.text(item, PERSON_ID).filter(PersonId::isValid), isNeverAsked(item), PersonItems.consent(item),
                PersonItems.differs(item).stream().filter(PersonId::isValid).collect(Collectors.toSet()));
    }

    /**
     * Whether a device was told something older than what others may have been told meanwhile, and so may have lost the newer. A name that nobody
     * has counted yet was told to nobody yet: the record of the stream that brings it follows.
     */
    static boolean isOutdated(Answer told, Map<String, AttributeValue> item) {
        return item.isEmpty() ? told instanceof Answer.Named : NameVersion.isCounted(item) && NameVersion.of(item) > told.version();
    }

    /** What is known now of the face, as similar as it was found. */
    static Answer renewed(Answer told, Answer now) {
        return now instanceof Answer.Named named
                ? new Answer.Named(named.name(), named.faceId(), similarity(told), named.version(), named.whose())
                : renewed(told, (Answer.Enrolled) now);
    }

    private static Answer renewed(Answer told, Answer.Enrolled now) {
        return new Answer.Enrolled(now.faceId(), similarity(told), now.version(), now.whose());
    }

    private static double similarity(Answer told) {
        return told instanceof Answer.Named named ? named.similarity() : ((Answer.Enrolled) told).similarity();
    }

    /** The answer as the item says it now. */
    static Answer renewed(Answer told, Map<String, AttributeValue> item) {
        double similarity = similarity(told);
        String faceId = told.face().orElseThrow();
        return item.isEmpty() ? new Answer.Enrolled(faceId, similarity, told.version() + 1)
                : answer(faceId, similarity, item);
    }
}
