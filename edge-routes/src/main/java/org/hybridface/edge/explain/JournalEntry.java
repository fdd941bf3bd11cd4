// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A line of the journal: when, and what. */
record JournalEntry(Instant at, FaceEvent event) {

    private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    String toLine() {
        return MILLIS.format(at) + " " + event;
    }

    /** Empty when a power cut, a full disk or a hand left something else there. */
    static Optional<JournalEntry> parse(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(line.substring(0, space));
            return FaceEvent.parse(line.substring(space + 1)).map(event -> new JournalEntry(at, event));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
