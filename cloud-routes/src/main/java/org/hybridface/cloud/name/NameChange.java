// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.name;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Whose;

/**
 * A face's name was added, edited or removed in the table, or the face itself was.
 *
 * @param sequence the stream record's sequence number, by which a failure is reported
 * @param faceId   the face
 * @param name     the name it has now; empty when it was taken away, or the face with it
 * @param seenBy   whom to tell
 * @param inTable  whether the face still has an item
 * @param renamed  whether its name is another than before
 * @param corrected whether it was changed by a correction, which sees to the person's other faces itself
 * @param version  which state of the face that is
 * @param link     where the face's photo lies
 * @param eventId  the event that enrolled the face
 * @param whose    what the answer to devices says of its person
 */
public record NameChange(String sequence, String faceId, Optional<String> name, List<Sighting> seenBy, boolean inTable, boolean renamed,
                         boolean corrected, long version, Optional<URI> link, Optional<String> eventId, Whose whose) {

    /** The change with what is told of the face now, which may be newer, and to whom. */
    public NameChange told(Answer answer, List<Sighting> whom) {
        return new NameChange(sequence, faceId, answer instanceof Answer.Named named ? Optional.of(named.name()) : Optional.empty(), whom, inTable, renamed,
                corrected, answer.version(), link, eventId, answer.whose());
    }

    /**
     * What devices may have been told last of a face that is gone: nothing that is said of it later, should it be written anew, may be older or as
     * old. A face in the table was told by its own version.
     */
    public long lastTold() {
        return inTable ? version : version + 1;
    }

    /** What devices are told. A person gave the name, nobody measured anything, so similarity is the highest there is. */
    public Answer answer() {
        return Answer.of(name, faceId, 100, version, whose);
    }

    /** Names never reach a log. */
    @Override
    public String toString() {
        return "event=name-changed faceId=" + faceId + " named=" + name.isPresent() + " devices=" + seenBy.size();
    }
}
