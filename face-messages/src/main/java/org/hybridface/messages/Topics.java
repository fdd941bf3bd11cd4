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

    /** A device recognised a face by what another device had learnt: device to cloud. */
    public static final String SEEN = "face_recognition/seen";

    /** A person at the device wants somebody erased everywhere: device to cloud, see {@link ErasePerson}. */
    public static final String ERASE = "face_recognition/erase";

    /** A device has erased somebody: device to cloud, see {@link ErasedHere}. */
    public static final String ERASED = "face_recognition/erased";

    /** The receipts of what a device wanted erased, or was told to erase, retained: cloud to that device. The device's thing name and the erasure's id follow. */
    public static final String RECEIPT_PREFIX = "face_recognition/receipt/";

    /** What is known of a person, retained: device to all devices. The person's id follows. */
    public static final String KNOWN_PREFIX = "face_recognition/known/";

    /** Who is in view, on change: device to anyone who listens. */
    public static final String INFERENCE = "face_recognition/inference";

    /** A visit begins, changes or ends, with {@code edge.visits.publish}: device to anyone who listens. */
    public static final String VISIT = "face_recognition/visit";

    /** The named shadow that carries answers to a device. */
    public static final String SHADOW = "faces";

    /** What every shadow topic begins with; the thing's name follows. */
    public static final String SHADOWS = "$aws/things/";

    private Topics() {
    }

    /** What is known of one person. */
    public static String known(String person) {
        return KNOWN_PREFIX + PersonId.require(person);
    }

    /**
     * The person of a topic that {@link #known} made.
     *
     * @throws InvalidMessageException when it is another topic
     */
    public static String personOfKnown(String topic) {
        if (!topic.startsWith(KNOWN_PREFIX)) {
            throw new InvalidMessageException("the topic is not " + KNOWN_PREFIX + "<person>");
        }
        return PersonId.require(topic.substring(KNOWN_PREFIX.length()));
    }

    /** The receipt of an erasure, for the device that wanted it. */
    public static String receipt(String thing, String erasure) {
        return RECEIPT_PREFIX + ThingName.require(thing) + "/" + FaceId.require(erasure);
    }

    /** {@code $aws/things/<thing>/shadow/name/faces}: the prefix of every shadow topic of a device. */
    public static String shadow(String thing) {
        return SHADOWS + thing + "/shadow/name/" + SHADOW;
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
