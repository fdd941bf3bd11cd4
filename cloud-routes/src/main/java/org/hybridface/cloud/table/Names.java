// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Variable;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Naming;
import org.hybridface.cloud.event.Naming.Outcome;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.name.NameChange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Gives faces their names, and says what devices are to be told when one has changed. Thread safe. */
public final class Names {

    private final Table table;
    private final FaceItems items;

    Names(Table table, FaceItems items) {
        this.table = table;
        this.items = items;
    }

    /**
     * A person at a device names a face, on condition that the device's sighting of it is in the table: a stolen device cannot name the faces of
     * others.
     */
    public Outcome give(@Variable("naming") Naming naming) {
        String faceId = naming.face().faceId();
        Map<String, AttributeValue> item = table.read(faceId);
        Optional<String> seen = SeenBy.of(naming.thing(), item);
        if (seen.isEmpty()) {
            return item.isEmpty() ? Outcome.UNKNOWN_FACE : Outcome.NEVER_SEEN;
        }
        Write write = FaceItems.name(Write.to(faceId), naming.face().name()).ifContains(SeenBy.SEEN_BY, seen.get());
        return table.write(write).isEmpty() ? Outcome.NAMED : Outcome.UNKNOWN_FACE;
    }

    /**
     * The most similar face of the pool shows the person of a labelled photo: it gets the label's name unless it has one. It is not in the table
     * when a camera is enrolling it at this moment; then it yields to the labelled face, unless it is settled that it stays.
     */
    public void share(FaceEvent labelled, EnrolledFace face, Match stranger) {
        Write name = FaceItems.name(Write.to(stranger.faceId()), labelled.name().orElseThrow()).ifPresent(Items.ID).ifAbsent(FaceItems.NAME);
        if (table.write(name).isPresent()) {
            table.write(Twins.stays(stranger, new Match(face.faceId(), labelled.personId(), stranger.similarity())));
        }
    }

    /**
     * Counts the name that a face has now, so that devices know an older answer from a newer; a named face loses its expiry date, and one that lost
     * its name gets one.
     *
     * @return the change with what is to be told, which may be newer than the record of the stream (of a face that is gone, that it has no name), and
     *     to whom: to those who saw it then, and those who did since
     */
    public NameChange count(@Variable("change") NameChange change) {
        FaceWrite counted = FaceWrite.untilDone(table, change.faceId(), table.read(change.faceId()), now -> items.count(change, now));
        // An item that was written anew does not know yet who saw the face before.
        List<Sighting> whom = SeenBy.in(counted.before(), change.seenBy());
        return change.told(counted.answer(), whom);
    }

    /**
     * Whether a face that went out of the table is in it again: it was met while it was deleted, and stays. Those who saw it before are noted with
     * it.
     */
    public boolean isBack(@Variable("change") NameChange change) {
        Map<String, AttributeValue> item = table.read(change.faceId());
        if (item.isEmpty()) {
            return false;
        }
        FaceWrite.untilDone(table, change.faceId(), item, now -> FaceItems.rejoined(change.faceId(), now, change.seenBy(), change.lastTold()));
        return true;
    }

    /**
     * Notes who saw a face that is out of the collection, before it is looked up for the last time whether its item is back: whoever writes one
     * after that look finds this note ({@link Sightings}), and whoever did before is found.
     */
    public void noteForgotten(@Variable("change") NameChange change) {
        table.write(items.forgotten(change));
    }
}
