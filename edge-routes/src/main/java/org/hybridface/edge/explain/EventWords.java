// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** What happened to a face, in words an operator reads. A fact that is missing is a dash. Pure. */
final class EventWords {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private EventWords() {
    }

    static String of(FaceEvent event) {
        return switch (event.kind()) {
            case KEYED -> keyed(event);
            case ADOPTED -> "known by " + event.text("from") + ", got its key without a question: distance " + event.text("distance") + " (same face below "
                    + event.text("limit") + "), face " + event.text("face") + ", person " + event.text("person");
            case RECOGNISED -> "in view again after " + seconds(event.text("away")) + ": distance " + event.text("distance")
                    + " (same face below " + event.text("limit") + ")";
            case GATE -> gate(event);
            case VERDICT -> verdict(event);
            case ASK -> "photo taken: " + event.text("photo") + " bytes, size " + event.text("size") + " px, sharpness "
                    + event.text("sharpness") + ", yaw " + event.text("yaw") + " degrees";
            case SEALED -> "sealed in the outbox: " + event.text("bytes") + " bytes";
            case SENDING -> "left the outbox: " + event.text("bytes") + " bytes to the broker";
            case PUBLISHED -> "the broker has it (PUBACK)";
            case ASK_FAILED -> "the question failed on the device; it is asked again after the back-off, see event=step-failed in the log";
            case ASK_AGAIN -> "to be asked again on request, when it is seen next";
            case DROPPED -> "the question was dropped from the outbox: it waited too long, or the outbox was full (outbox.max-...)";
            case ANSWER -> answer(event);
            case TAKEN_OUT -> "taken out of the shadow, version " + event.text("version");
            case JOINED -> "the same face as " + event.text("into") + ", by the cloud's face id: it goes on under that key";
            case IMPROVED -> "a clearly better photo took the place of the one in the outbox, " + event.text("photo") + " bytes";
            case RENAMED -> "named by a person at this device";
            case FORGOTTEN -> "forgotten: " + switch (event.text("why")) {
                case "capacity" -> "the cache was full and this face was seen least recently (face.cache.capacity)";
                case "erased" -> "the person was taken out of the gallery that all devices share";
                default -> "on request";
            };
        };
    }

    private static String keyed(FaceEvent event) {
        return "new face, got its key: " + event.fact("nearest")
                .map(nearest -> "the nearest was " + nearest + " at distance " + event.text("distance") + ", not below " + event.text("limit"))
                .orElse("there was no other to compare with");
    }

    private static String gate(FaceEvent event) {
        String measured = "size " + event.text("size") + " px (" + event.text("minSize") + " or more), sharpness " + event.text("sharpness")
                + " (" + event.text("minSharpness") + " or more), yaw " + event.text("yaw") + " degrees (" + event.text("maxYaw") + " at most), "
                + ("true".equals(event.text("cut")) ? "cut by the picture's edge" : "whole");
        return "quality gate: " + event.fact("why").map(why -> "refused, " + why.replace(",", " and ")).orElse("passed") + ": " + measured;
    }

    private static String verdict(FaceEvent event) {
        String until = event.fact("until").map(EventWords::minute).orElse("-");
        return "cache: " + switch (event.text("verdict")) {
            case "ask" -> "ask the cloud now, question " + event.text("asks")
                    + ("expired".equals(event.text("why")) ? "; the last answer is older than face.cache.ttl" : "");
            case "wait" -> "asked already, not again before " + until;
            case "answered" -> "known, not asked again before " + until;
            case "no-budget" -> "not asked, this hour's budget is spent (cloud.budget.per-hour)";
            default -> event.text("verdict");
        };
    }

    private static String answer(FaceEvent event) {
        String what = event.text("state") + event.fact("reason").map(reason -> ", " + reason).orElse("")
                + event.fact("similarity").map(similarity -> ", similarity " + similarity + " %").orElse("")
                + event.fact("face").map(face -> ", face " + face).orElse("");
        String when = event.fact("ms").map(ms -> "the cloud answered " + ms + " ms after the question: ")
                .orElse("heard from the cloud, unasked: ");
        return when + what + "; stored, shadow version " + event.text("version");
    }

    private static String minute(String instant) {
        try {
            return MINUTE.format(Instant.parse(instant));
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    private static String seconds(String text) {
        try {
            return span(Duration.ofSeconds(Long.parseLong(text)));
        } catch (NumberFormatException e) {
            return "a while";
        }
    }

    /** {@code 412 ms}, {@code 65.2 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
    static String span(Duration time) {
        long millis = Math.max(0, time.toMillis());
        if (millis < 10_000) {
            return millis + " ms";
        } else if (millis < 600_000) {
            return millis / 1000 + "." + millis % 1000 / 100 + " s";
        } else if (time.toHours() < 48) {
            return (time.toHours() > 0 ? time.toHours() + " h " : "") + time.toMinutesPart() + " min";
        }
        return time.toDays() + " d " + time.toHoursPart() + " h";
    }
}
