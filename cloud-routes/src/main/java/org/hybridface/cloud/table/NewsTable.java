package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.put;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * What devices are told of a face after its first answer, read from its item when they are told ({@link NameVersion}). Writes no request itself:
 * gives the routes keys, values and conditions. Thread safe.
 */
public final class NewsTable {

    private final Duration keepUnnamed;
    private final Clock clock;

    /** @param keepUnnamed how long a face is kept that lost its name */
    public NewsTable(Duration keepUnnamed, Clock clock) {
        this.keepUnnamed = keepUnnamed;
        this.clock = clock;
    }

    public Map<String, AttributeValue> keyOfChange(@Variable("change") NameChange change) {
        return Items.key(change.faceId());
    }

    /** Counts the name that the item has now, and settles its expiry: named faces stay for ever. Nothing is to be written when that is done. */
    public FaceWrite count(@Variable("change") NameChange change, @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item,
                           @Variable("write") FaceWrite last) {
        int tries = FaceTable.triesLeft(change.faceId(), last);
        if (item.isEmpty()) {
            return new FaceWrite(item, Map.of(), Map.of(), answer(change.faceId(), Optional.empty(), change.version() + 1), tries);
        }
        Map<String, AttributeValueUpdate> updates = new HashMap<>();
        boolean counted = NameVersion.isCounted(item);
        long version = counted ? NameVersion.of(item) : NameVersion.next(item, clock);
        Optional<String> name = NameVersion.name(item);
        if (!counted) {
            updates.putAll(NameVersion.counted(Optional.ofNullable(item.get(NameVersion.NAME)), version));
        }
        if (name.isPresent() == item.containsKey(Items.EXPIRES_AT)) {
            updates.put(Items.EXPIRES_AT, name.isPresent() ? Items.remove() : put(Items.seconds(clock.instant().plus(keepUnnamed))));
        }
        return new FaceWrite(item, updates, NameVersion.unchanged(item), answer(change.faceId(), name, version), tries);
    }

    /** What is told, and whom: of a face that is gone, that it has no name, to those who saw it then. */
    public NameChange news(@Variable("change") NameChange change, @Variable("write") FaceWrite write) {
        return change.told(write.answer(), write.before().isEmpty() ? change.seenBy() : sightings(write.before()));
    }

    private static List<Sighting> sightings(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(FaceTable.SEEN_BY)).stream().flatMap(seenBy -> seenBy.ss().stream())
                .flatMap(text -> Sighting.parse(text).stream()).toList();
    }

    /** Whether a face that went out of the table is in it again: it was met while it was deleted, and stays. Its version is a later one then. */
    public boolean isBack(@Variable("change") NameChange change, @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return NameVersion.of(item) > change.version();
    }

    /** The devices that saw a face before it was deleted saw the one that is back, too. */
    public Map<String, AttributeValueUpdate> seenBefore(@Variable("change") NameChange change) {
        List<String> seenBy = change.seenBy().stream().map(Sighting::toString).toList();
        return seenBy.isEmpty() ? Map.of() : Map.of(FaceTable.SEEN_BY, Items.addToSet(seenBy));
    }

    /** Condition: the face is in the table. */
    public Map<String, ExpectedAttributeValue> present() {
        return Map.of(Items.ID, Items.present());
    }

    /** Whether the answer is about a face whose name may change. */
    public boolean isAboutFace(@Variable("answer") Answer answer) {
        return answer.face().isPresent();
    }

    public Map<String, AttributeValue> keyOfAnswer(@Variable("answer") Answer answer) {
        return Items.key(answer.face().orElseThrow());
    }

    /**
     * Whether a device was told something older than what others may have been told meanwhile, and so may have lost the newer. A name that nobody
     * has counted yet was told to nobody yet: the record of the stream that brings it follows.
     */
    public boolean isOutdated(@Variable("answer") Answer answer, @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return item.isEmpty() ? answer instanceof Answer.Named : NameVersion.isCounted(item) && NameVersion.of(item) > answer.version();
    }

    /** The answer as the item says it now. */
    public Answer renewed(@Variable("answer") Answer answer, @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        double similarity = answer instanceof Answer.Named named ? named.similarity() : ((Answer.Enrolled) answer).similarity();
        String faceId = answer.face().orElseThrow();
        return item.isEmpty() ? new Answer.Enrolled(faceId, similarity, answer.version() + 1)
                : FaceTable.answerOf(faceId, similarity, NameVersion.name(item), NameVersion.of(item));
    }

    /** A person gave the name, nobody measured anything, so similarity is the highest there is. */
    private static Answer answer(String faceId, Optional<String> name, long version) {
        return FaceTable.answerOf(faceId, FaceTable.ITSELF, name, version);
    }
}
