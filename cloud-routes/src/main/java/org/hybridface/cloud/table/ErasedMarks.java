// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.cloud.erasure.ErasedMeanwhileException;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.face.Match;
import org.hybridface.messages.Sha256;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * That a face or an event was erased, for a run that was at work on it: {@code id}=erased# and the SHA-256 of the id, {@code erasure}, {@code expiresAt}.
 *
 * <p>An erasure marks before it looks through the table; a run writes its item, and looks for the mark after it. So one of the two finds the other,
 * whichever was first. Thread safe.
 */
final class ErasedMarks {

    static final String PREFIX = "erased#";
    private static final String ERASURE = "erasure";

    private final Table table;
    private final Duration keep;
    private final Clock clock;

    /** @param keep longer than an event may be delivered again */
    ErasedMarks(Table table, Duration keep, Clock clock) {
        this.table = table;
        this.keep = keep;
        this.clock = clock;
    }

    /** Nobody is to write anything of these faces and events from now on. */
    void mark(Traces traces, String erasure) {
        Stream.concat(traces.faces().stream(), traces.events().stream()).map(ErasedMarks::of).forEach(mark -> table.write(Write.to(mark)
                .set(ERASURE, text(erasure)).set(Items.EXPIRES_AT, Items.seconds(clock.instant().plus(keep)))));
    }

    /**
     * Where it would stand that what a run is about to answer was erased. A labelled photo's event has the same id for ever, and may be sent again after it
     * was erased.
     *
     * @param ids of the face, and of whose event it is
     */
    static List<String> of(FaceEvent event, Stream<String> ids) {
        return Stream.concat(ids, event.sighting().map(seen -> event.id()).stream()).map(ErasedMarks::of).toList();
    }

    private static String of(String id) {
        return PREFIX + Sha256.hex(id);
    }

    /**
     * @param read items by id, the marks among them
     * @param face of which the run has written something
     * @throws ErasedMeanwhileException when there is a mark
     */
    static void requireNone(Map<String, Map<String, AttributeValue>> read, Match face) {
        read.entrySet().stream().filter(item -> item.getKey().startsWith(PREFIX)).findFirst().ifPresent(mark -> {
            throw new ErasedMeanwhileException(UUID.fromString(mark.getValue().get(ERASURE).s()), face);
        });
    }
}
