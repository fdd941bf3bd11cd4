package org.hybridface.cloud.name;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.messages.Answer;

/**
 * A face's name was added, edited or removed in the table, or the face itself was.
 *
 * @param sequence the stream record's sequence number, by which a failure is reported
 * @param faceId   the face
 * @param name     the name it has now; empty when it was taken away, or the face with it
 * @param seenBy   whom to tell
 * @param inTable  whether the face still has an item
 * @param expires  whether that item has an expiry date
 * @param link     where the face's photo lies
 * @param eventId  the event that enrolled the face
 */
public record NameChange(String sequence, String faceId, Optional<String> name, List<Sighting> seenBy, boolean inTable,
                         boolean expires, Optional<URI> link, Optional<String> eventId) {

    /**
     * What devices are told. A person gave the name, nobody measured anything, so similarity is the highest there is.
     */
    public Answer answer() {
        return name.<Answer>map(now -> new Answer.Named(now, faceId, 100)).orElseGet(() -> new Answer.Enrolled(faceId, 100));
    }

    /** Named faces stay for ever and unnamed ones expire; an edit by hand does not see to that. */
    public boolean expiryIsWrong() {
        return inTable && name.isPresent() == expires;
    }

    /** Names never reach a log. */
    @Override
    public String toString() {
        return "event=name-changed faceId=" + faceId + " named=" + name.isPresent() + " devices=" + seenBy.size();
    }
}
