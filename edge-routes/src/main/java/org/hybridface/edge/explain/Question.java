// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridface.messages.Trace;

/**
 * One question to the cloud on its way: how long each hop took, and where it hangs. Pure.
 *
 * @param id      the event id
 * @param entries its lines of the journal, oldest first
 */
record Question(String id, List<JournalEntry> entries) {

    /** {@code 412 ms from photo to answer: outbox 70, broker 8, cloud 334 (in the Lambda 190: store-photo 41, ...), ...}. */
    Optional<String> hops() {
        Optional<Instant> asked = first(FaceEvent.Kind.ASK);
        Optional<Instant> answered = first(FaceEvent.Kind.ANSWER);
        if (asked.isEmpty() || answered.isEmpty()) {
            return Optional.empty();
        }
        List<String> hops = new ArrayList<>();
        millis(asked, last(FaceEvent.Kind.SENDING)).ifPresent(ms -> hops.add("outbox " + ms));
        millis(last(FaceEvent.Kind.SENDING), last(FaceEvent.Kind.PUBLISHED)).ifPresent(ms -> hops.add("broker " + ms));
        millis(last(FaceEvent.Kind.PUBLISHED), answered).ifPresent(ms -> hops.add("cloud and back " + ms + lambda()));
        return Optional.of(millis(asked, answered).orElse(0L) + " ms from photo to stored answer: " + String.join(", ", hops));
    }

    /** Where to look when it did not come back. */
    Optional<String> missing() {
        if (first(FaceEvent.Kind.ANSWER).isPresent()) {
            return Optional.empty();
        } else if (first(FaceEvent.Kind.DROPPED).isPresent()) {
            return Optional.of("It never left the device, and is asked again when the face is seen.");
        } else if (first(FaceEvent.Kind.PUBLISHED).isPresent()) {
            return Optional.of("The broker has it, but no answer came: look into the cloud with the query below. Nothing there? Then the IoT rule, or the "
                    + "device's policy for face_recognition/new, keeps it from the Lambda.");
        } else if (first(FaceEvent.Kind.SENDING).isPresent()) {
            return Optional.of("The broker did not acknowledge it: see event=mqtt-down in the log; it is sent again.");
        }
        return Optional.of("It waits in the outbox: is the broker there? See event=mqtt-down in the log, or /observe/health.");
    }

    private String lambda() {
        return entries.stream().filter(entry -> entry.event().kind() == FaceEvent.Kind.ANSWER)
                .flatMap(entry -> entry.event().fact("trace").stream()).findFirst()
                .map(text -> Trace.parse(text.replace(':', '=').replace(',', ' ')).millis())
                .filter(steps -> !steps.isEmpty())
                .map(Question::inTheLambda).orElse("");
    }

    private static String inTheLambda(Map<String, Long> steps) {
        List<String> each = new ArrayList<>();
        steps.forEach((step, ms) -> each.add(step + " " + ms));
        long sum = steps.values().stream().mapToLong(Long::longValue).sum();
        return " (of it " + sum + " in the Lambda's steps: " + String.join(", ", each) + ")";
    }

    private static Optional<Long> millis(Optional<Instant> from, Optional<Instant> to) {
        // The answer may overtake the broker's acknowledgement.
        return from.flatMap(begin -> to.map(end -> Math.max(0, Duration.between(begin, end).toMillis())));
    }

    private Optional<Instant> first(FaceEvent.Kind kind) {
        return entries.stream().filter(entry -> entry.event().kind() == kind).map(JournalEntry::at).findFirst();
    }

    private Optional<Instant> last(FaceEvent.Kind kind) {
        return entries.stream().filter(entry -> entry.event().kind() == kind).map(JournalEntry::at).reduce((one, next) -> next);
    }
}
