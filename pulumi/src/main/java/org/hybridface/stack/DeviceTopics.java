// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

/** The topics of face-messages, which this program does not depend on. A test reads both and holds them equal. */
final class DeviceTopics {

    /** A face the device does not know. */
    static final String NEW_FACE = "face_recognition/new";

    /** A person at the device names a face. */
    static final String NAME = "face_recognition/name";

    /** A person at the device corrects what is said of somebody. */
    static final String CORRECT = "face_recognition/correct";

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

    /** Prefix of every topic of the shadow; {@code thing} may be a policy variable. */
    static String shadow(String thing) {
        return "$aws/things/" + thing + "/shadow/name/" + SHADOW;
    }
}
