// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

/** Limits of the wire, with where each comes from. */
public final class Limits {

    /** Largest MQTT payload AWS IoT Core accepts (AWS IoT quotas, "Message size"). */
    public static final int MQTT_PAYLOAD_BYTES = 128 * 1024;

    /** Largest crop: three quarters of the payload (base64 grows by 4/3) less 384 bytes for the other fields. */
    public static final int PHOTO_BYTES = MQTT_PAYLOAD_BYTES / 4 * 3 - 384;

    /** Largest shadow state document AWS IoT keeps (AWS IoT quotas, "Device Shadow"). */
    public static final int SHADOW_BYTES = 8 * 1024;

    /** Longest person name in characters: long enough for any real name, short enough for the 8 KB shadow. */
    public static final int NAME_CHARACTERS = 128;

    private Limits() {
    }
}
