// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every option of the function: the environment variable that sets it, the property under which routes read it, its default
 * and what it means. The table in this module's README is the same list; a test compares them.
 */
public enum Setting {

    PHOTO_BUCKET("photo.bucket", "", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
            "S3 bucket of the photos"),
    FACE_TABLE("face.table", "", "[a-zA-Z0-9_.-]{3,255}",
            "DynamoDB table of faces and events; partition key `id` (string), TTL attribute `expiresAt`"),
    COLLECTION_ID("collection.id", "", "[a-zA-Z0-9_.-]{1,255}",
            "Rekognition collection of the known faces"),
    MATCH_THRESHOLD("match.threshold", "90", "100|[0-9]{1,2}(\\.[0-9]+)?",
            "similarity (0 to 100) from which two faces are one person"),
    MATCH_BY("match.by", "faces", "faces|users",
            "what an unknown face is compared with: `faces`, each photo by itself; `users`, first the Rekognition user of each named person, then each photo"),
    SEARCH_QUALITY("search.quality", "LOW", "NONE|AUTO|LOW|MEDIUM|HIGH",
            "Rekognition quality filter for a face that is looked up; `LOW` refuses only what is no use"),
    ENROL_QUALITY("enrol.quality", "AUTO", "NONE|AUTO|LOW|MEDIUM|HIGH",
            "Rekognition quality filter for a face that is enrolled; stricter, because a bad one spoils later searches"),
    UNNAMED_FACE_DAYS("unnamed.face.days", "30", "[1-9][0-9]{0,3}",
            "days a face nobody named is kept after it was last seen"),
    EVENT_DAYS("event.days", "1", "[1-9][0-9]{0,3}",
            "days an event id is remembered, so that a second delivery is harmless"),
    CORRECTION_DAYS("correction.days", "365", "[1-9][0-9]{0,3}",
            "days the audit trail of corrections is kept, and with it their undo; and the receipt of an erasure"),
    PHOTO_DAYS("photo.days", "30", "[1-9][0-9]{0,3}",
            "days a device's photo lies in the bucket, whose lifecycle deletes it; so long it is noted whom it shows"),
    LOG_DAYS("log.days", "30", "[1-9][0-9]{0,3}",
            "days log lines are kept, as the log group says; a receipt tells of it"),
    FAILURE_QUEUE("failure.queue", "none", "none|https?://[^ ]{1,500}",
            "URL of the queue of failed events, which an erasure looks through; `none` looks nowhere"),
    SHARING_DEVICES("sharing.devices", "none", "none|[a-zA-Z0-9:_-]{1,128}(,[a-zA-Z0-9:_-]{1,128}){0,99}",
            "devices that have the fleet's key, with commas between: whoever is shared may lie on each of them, and an erasure waits for all; `none` share"),
    RECEIPT_KEY("receipt.key", "none", "none|[A-Za-z0-9+/]{64}",
            "Ed25519 key that signs the receipts of erasures, PKCS #8 in base64; `none` signs none"),
    SWEEP("sweep", "report", "report|delete",
            "what the sweeper does with a face or photo that nothing explains: `report` says what it would delete, `delete` does it"),
    SWEEP_DAYS("sweep.days", "1", "[1-9][0-9]{0,3}",
            "days it leaves one alone first; never fewer than an event may be delivered again");

    private final String property;
    private final String defaultValue;
    private final Pattern allowed;
    private final String description;

    Setting(String property, String defaultValue, String allowed, String description) {
        this.property = property;
        this.defaultValue = defaultValue;
        this.allowed = Pattern.compile(allowed);
        this.description = description;
    }

    /** The name routes use: {@code {{photo.bucket}}}. */
    public String property() {
        return property;
    }

    /** Empty when the option has no default and must be set. */
    public Optional<String> defaultValue() {
        return defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue);
    }

    public String description() {
        return description;
    }

    boolean allows(String value) {
        return allowed.matcher(value).matches();
    }

    /** Whether its value must not be printed. */
    boolean isSecret() {
        return this == RECEIPT_KEY;
    }

    String rule() {
        return allowed.pattern();
    }
}
