// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.cloud.event.Events;

/**
 * A labelled photo that came inside an event and was stored by these routes. Photos of cameras are no business of the sweeper: the bucket's
 * lifecycle takes each of them after some days. One that the owner of the bucket put there is the owner's.
 *
 * @param key     its name in the bucket
 * @param eventId the event that stored it; the names of both follow from person and photo
 * @param stored  when
 */
public record LabelledPhoto(String key, String eventId, Instant stored) implements Found {

    /** Where they lie. */
    static final String FOLDER = "people/";

    private static final Pattern OURS = Pattern.compile(FOLDER + "([0-9a-f-]{36})/([0-9a-f]{64})\\.jpg");

    static Optional<LabelledPhoto> of(String key, Instant stored) {
        Matcher ours = OURS.matcher(key);
        return ours.matches() ? Optional.of(new LabelledPhoto(key, Events.ofLabelledPhoto(ours.group(1), ours.group(2)), stored)) : Optional.empty();
    }

    boolean isOlderThan(Duration patience, Instant now) {
        return stored.plus(patience).isBefore(now);
    }

    @Override
    public Todo todo() {
        return Todo.DELETE_PHOTO;
    }

    @Override
    public String status() {
        return "unused";
    }

    @Override
    public String toString() {
        return "event=sweep photo=" + key;
    }
}
