package org.hybridface.vision.detect;

/**
 * The two forms of BlazeFace. Numbers from MediaPipe's {@code face_detection_short_range.pbtxt} and
 * {@code face_detection_full_range.pbtxt}.
 *
 * @see <a href="https://github.com/google-ai-edge/mediapipe/tree/master/mediapipe/modules/face_detection">face_detection</a>
 */
public enum BlazeFaceModel {

    /** For faces within about two metres of a phone's camera: large in the picture. */
    SHORT_RANGE("blazeface-short-range", 128, new int[] {8, 16, 16, 16}, 2, 0.5, 320),

    /** For rooms, up to about five metres. */
    FULL_RANGE("blazeface-full-range", 192, new int[] {4}, 1, 0.6, 640);

    private final String id;
    private final int side;
    private final int[] strides;
    private final int anchorsEach;
    private final double minConfidence;
    private final int viewSide;

    BlazeFaceModel(String id, int side, int[] strides, int anchorsEach, double minConfidence, int viewSide) {
        this.id = id;
        this.side = side;
        this.strides = strides;
        this.anchorsEach = anchorsEach;
        this.minConfidence = minConfidence;
        this.viewSide = viewSide;
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

    double minConfidence() {
        return minConfidence;
    }

    /** How large a square of the scene the net can oversee, in pixels of a picture 640 wide. */
    int viewSide() {
        return viewSide;
    }
}
