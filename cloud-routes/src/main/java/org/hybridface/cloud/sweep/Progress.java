// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a sweep has come; the next run goes on there.
 *
 * @param began when the first page was listed, perhaps days ago: nothing that came later was looked at since
 * @param next where the next page of the part begins, in the words of its service; empty for its first page
 */
public record Progress(Instant began, Part part, Optional<String> next) {

    /** What is listed, in this order. */
    public enum Part { FACES, ITEMS, PHOTOS }

    static Progress start(Instant now) {
        return new Progress(now, Part.FACES, Optional.empty());
    }

    /** @return empty when all was looked at */
    Optional<Progress> after(Page<?> page) {
        if (page.next().isPresent()) {
            return Optional.of(new Progress(began, part, page.next()));
        }
        return part.ordinal() + 1 < Part.values().length ? Optional.of(new Progress(began, Part.values()[part.ordinal() + 1], Optional.empty()))
                : Optional.empty();
    }
}
