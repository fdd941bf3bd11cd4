// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

/**
 * MQTT topics. The shadow topics follow the AWS IoT developer guide, "Device Shadow MQTT topics", for the named shadow
 * {@value #SHADOW}.
 */
public final class Topics {

    /** A face the device does not know: device to cloud. */
    public static final String NEW_FACE = "face_recognition/new";

    /** A person at the device names a face: device to cloud. */
    public static final String NAME = "face_recognition/name";

    /** A person at the device sets right what is said of somebody: device to cloud, see {@link Correction}. */
    public static final String CORRECT = "face_recognition/correct";

    /** Who is in view, on change: device to anyone who listens. */
    public static final String INFERENCE = "face_recognition/inference";

    /** A visit begins, changes or ends, with {@code edge.visits.publish}: device to anyone who listens. */
    public static final String VISIT = "face_recognition/visit";

    /** The named shadow that carries answers to a device. */
    public static final String SHADOW = "faces";

    private Topics() {
    }

    /** {@code $aws/things/<thing>/shadow/name/faces}: the prefix of every shadow topic of a device. */
    public static String shadow(String thing) {
        return "$aws/things/" + thing + "/shadow/name/" + SHADOW;
    }

    /** An empty message here asks for the whole shadow. */
    public static String shadowGet(String thing) {
        return shadow(thing) + "/get";
    }

    public static String shadowGetAccepted(String thing) {
        return shadowGet(thing) + "/accepted";
    }

    public static String shadowGetRejected(String thing) {
        return shadowGet(thing) + "/rejected";
    }

    public static String shadowUpdate(String thing) {
        return shadow(thing) + "/update";
    }

    public static String shadowUpdateAccepted(String thing) {
        return shadowUpdate(thing) + "/accepted";
    }

    public static String shadowUpdateRejected(String thing) {
        return shadowUpdate(thing) + "/rejected";
    }

    public static String shadowDelta(String thing) {
        return shadowUpdate(thing) + "/delta";
    }
}
