package org.hybridface.vision.detect;

/**
 * The two forms of BlazeFace. Numbers from MediaPipe's {@code face_detection_short_range.pbtxt} and
 * {@code face_detection_full_range.pbtxt}.
 *
 * @see <a href="https://github.com/google-ai-edge/mediapipe/tree/master/mediapipe/modules/face_detection">face_detection</a>
 */
public enum BlazeFaceModel {

    /** For faces within about two metres of a phone's camera; through {@link SquareViews} good for a room, too. */
    SHORT_RANGE("blazeface-short-range", 128, new int[] {8, 16, 16, 16}, 2),

    /** Finds the smaller faces, from 40 pixels of a picture 640 wide, and takes three times as long. */
    FULL_RANGE("blazeface-full-range", 192, new int[] {4}, 1);

    private final String id;
    private final int side;
    private final int[] strides;
    private final int anchorsEach;

    BlazeFaceModel(String id, int side, int[] strides, int anchorsEach) {
        this.id = id;
        this.side = side;
        this.strides = strides;
        this.anchorsEach = anchorsEach;
    }

    String id() {
        return id;
    }

    /** Of the packed model. */
    public String fileName() {
        return id + ".tflite";
    }

    /** Of the net's picture, in pixels. */
    int side() {
        return side;
    }

    int[] strides() {
        return strides.clone();
    }

    int anchorsEach() {
        return anchorsEach;
    }
}
