// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** docs/privacy.md says how long everything is kept; its table is made of the settings that see to it: the stack as it is recorded, and the device's options. */
class RetentionScheduleTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path DOCUMENT = ROOT.resolve("docs/privacy.md");
    private static final String BEGIN = "<!-- the schedule: printed by RetentionScheduleTest -->\n";
    private static final String END = "<!-- the schedule ends -->\n";

    @Test
    void theDocumentShowsTheScheduleThatTheSettingsEnforce() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END)))
                .as("put this between the two comments of docs/privacy.md").isEqualTo(schedule());
    }

    private static String schedule() throws IOException {
        JsonNode stack = new ObjectMapper().readTree(ROOT.resolve("local-cloud/src/main/resources/stack.json").toFile());
        Properties device = new Properties();
        try (InputStream options = Files.newInputStream(ROOT.resolve("edge-routes/src/main/resources/application.properties"))) {
            device.load(options);
        }
        JsonNode function = inputs(stack, "aws:lambda/function:Function").at("/environment/variables");
        JsonNode photos = rule(inputs(stack, "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2"), "forget-device-photos");
        JsonNode table = inputs(stack, "aws:dynamodb/table:Table");
        assertThat(table.at("/ttl/enabled").asBoolean()).as("expiresAt is what ends items").isTrue();
        assertThat(table.at("/ttl/attributeName").asText()).isEqualTo("expiresAt");
        assertThat(table.at("/pointInTimeRecovery/enabled").asBoolean()).isTrue();
        assertThat(photos.path("expiration").path("days").asText()).as("the function knows how long photos lie").isEqualTo(function.path("PHOTO_DAYS").asText());
        JsonNode logs = inputs(stack, "aws:cloudwatch/logGroup:LogGroup");
        assertThat(logs.path("retentionInDays").asText()).isEqualTo(function.path("LOG_DAYS").asText());
        long queue = Duration.ofSeconds(inputs(stack, "aws:sqs/queue:Queue").path("messageRetentionSeconds").asLong()).toDays();
        StringBuilder rows = new StringBuilder("| what | where | how long | what sees to it |\n|---|---|---|---|\n");
        row(rows, "a face nobody named, and its photo", "collection, table, bucket", function.path("UNNAMED_FACE_DAYS").asText() + " days after it was last seen",
                "`unnamed-face-days`; the table's time to live, whose stream takes face and photo along");
        row(rows, "a named face, its photo, the person", "collection, table, bucket", "until the person is erased, or the item deleted", "people");
        row(rows, "a photo that a device sent", "bucket, `" + photos.at("/filter/prefix").asText() + "`", photos.at("/expiration/days").asText() + " days",
                "`photo-days`; the bucket's lifecycle rule");
        row(rows, "an event, and whom its photo showed", "table", Math.max(function.path("EVENT_DAYS").asInt(), function.path("PHOTO_DAYS").asInt()) + " days",
                "the longer of `event-days` and `photo-days`; time to live");
        row(rows, "that a face or an event was erased: SHA-256 of its id", "table", Math.max(function.path("EVENT_DAYS").asInt(), function.path("PHOTO_DAYS").asInt()) + " days",
                "the longer of `event-days` and `photo-days`; time to live");
        row(rows, "what a correction found and left", "table", function.path("CORRECTION_DAYS").asText() + " days", "`correction-days`; time to live");
        row(rows, "a receipt: ids of nobody, no name", "table", function.path("CORRECTION_DAYS").asText() + " days after all is done", "`correction-days`; time to live");
        row(rows, "a receipt: SHA-256 of ids, no name", "broker, for each device that was told", "until somebody deletes the retained message", "people");
        row(rows, "the table's past", "point-in-time recovery", "35 days", "AWS");
        row(rows, "the table's stream of changes", "DynamoDB", "1 day", "AWS");
        row(rows, "an event that failed for good, with its photo", "failure queue", queue + " days", "the queue's retention");
        row(rows, "log lines: ids, no names", "CloudWatch Logs", logs.path("retentionInDays").asText() + " days", "`log-days`; the log group's retention");
        row(rows, "an answer that waits for its device", "shadow `faces`; table", "until the device takes it out; " + function.path("UNNAMED_FACE_DAYS").asText()
                + " days in the table", "the device; time to live");
        row(rows, "a remembered face: vectors, name", "device, sealed", "until " + device.getProperty("face.cache.capacity")
                + " others were seen since, or it is forgotten or erased", "`face.cache.capacity`");
        row(rows, "a question that waits, with its photo", "device, sealed", device.getProperty("outbox.max-age"), "`outbox.max-age`");
        row(rows, "a correction or a photo of a person that waits for the cloud", "device, sealed", "until the cloud has it, or the person is erased", "the device");
        row(rows, "who was in which frame, where `edge.record` names a file", "device, that file", "until somebody deletes it; an erased person is taken out", "people");
        row(rows, "a visit" + (Boolean.parseBoolean(device.getProperty("edge.visits.pictures")) ? ", with a small picture" : ", without a picture"), "device, sealed",
                device.getProperty("edge.visits.days") + " days", "`edge.visits.days`, `edge.visits.max-bytes`");
        row(rows, "what other devices know of somebody: vectors, name", "broker and each device, sealed", device.getProperty("gallery.keep"), "`gallery.keep`");
        row(rows, "the journal: keys and ids, no names", "device", device.getProperty("edge.journal.max-bytes") + " bytes; the oldest half goes",
                "`edge.journal.max-bytes`");
        row(rows, "log lines of the device, with names where somebody was named", "the system's journal", "as that says", "journald");
        row(rows, "a backup", "where `bin/edge backup` wrote it, sealed", "until somebody deletes it", "people");
        return rows.toString();
    }

    private static void row(StringBuilder rows, String... cells) {
        rows.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static JsonNode inputs(JsonNode stack, String type) {
        return StreamSupport.stream(stack.path("resources").spliterator(), false).filter(resource -> resource.path("type").asText().equals(type)).findFirst()
                .orElseThrow(() -> new AssertionError("the stack has no " + type)).path("inputs");
    }

    private static JsonNode rule(JsonNode lifecycle, String id) {
        return StreamSupport.stream(lifecycle.path("rules").spliterator(), false).filter(rule -> rule.path("id").asText().equals(id)).findFirst().orElseThrow();
    }
}
