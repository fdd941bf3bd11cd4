// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.util.ArrayList;
import java.util.List;

/** The topics of face-messages, which this program does not depend on. A test reads both and holds them equal. */
final class DeviceTopics {

    /** A face the device does not know. */
    static final String NEW_FACE = "face_recognition/new";

    /** A person at the device names a face. */
    static final String NAME = "face_recognition/name";

    /** A person at the device corrects what is said of somebody. */
    static final String CORRECT = "face_recognition/correct";

    /** A person at the device wants somebody erased everywhere. */
    static final String ERASE = "face_recognition/erase";

    /** A device has erased somebody. */
    static final String ERASED = "face_recognition/erased";

    /** The receipts of what a device wanted erased, or was told to erase; its thing name and the erasure's id follow. */
    static final String RECEIPT_PREFIX = "face_recognition/receipt/";

    /** A device recognised a face by what another device had learnt. */
    static final String SEEN = "face_recognition/seen";

    /** What is known of a person; the person's id follows. */
    static final String KNOWN_PREFIX = "face_recognition/known/";

    /** Who is in view. */
    static final String INFERENCE = "face_recognition/inference";

    /** Who came and left, for devices that are told to say so. */
    static final String VISIT = "face_recognition/visit";

    /** The named shadow that carries answers to a device. */
    static final String SHADOW = "faces";

    /** Says of every device's mailbox that something was put in or taken out; '+' is MQTT's wildcard for one level. */
    static final String MAILBOX_CHANGED = shadow("+") + "/update/accepted";

    private DeviceTopics() {
    }

    /** Those that are handed to the recogniser. */
    static List<String> toTheCloud(Settings settings) {
        List<String> topics = new ArrayList<>(List.of(NEW_FACE, ERASED));
        if (settings.devicesMayName()) {
            topics.addAll(List.of(NAME, CORRECT, ERASE));
        }
        if (!settings.fleetKeys().isEmpty()) {
            topics.add(SEEN);
        }
        return List.copyOf(topics);
    }

    /** Prefix of every topic of the shadow; {@code thing} may be a policy variable. */
    static String shadow(String thing) {
        return "$aws/things/" + thing + "/shadow/name/" + SHADOW;
    }
}
