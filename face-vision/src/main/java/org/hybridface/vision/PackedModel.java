// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A model file inside this jar; licences and sources lie beside it. */
public enum PackedModel {

    YUNET("face_detection_yunet_2023mar_int8bq.onnx"),
    SFACE("face_recognition_sface_2021dec_int8bq.onnx");

    private final String fileName;

    PackedModel(String fileName) {
        this.fileName = fileName;
    }

    /**
     * The file's bytes.
     *
     * @throws VisionException when the jar lost it
     */
    public byte[] content() {
        try (InputStream in = PackedModel.class.getResourceAsStream("models/" + fileName)) {
            if (in == null) {
                throw new VisionException("the model " + fileName + " is missing in the jar of face-vision: build it again with 'mvn package'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
