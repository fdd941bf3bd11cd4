// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceDetectorProvider;
import org.hybridface.vision.FaceSizes;
import org.hybridface.vision.ModelSettings;
import org.hybridface.vision.PackedModel;

/** The default: YuNet. */
public final class YuNetProvider implements FaceDetectorProvider {

    /** Measured: docs/accuracy.md. */
    private static final FaceSizes SEES = new FaceSizes(36, 420);

    /** Below OpenCV's default of 0.9, since faces in profile and in bad light score lower; the quality gate judges them. */
    private static final double SURE = 0.7;

    @Override
    public String name() {
        return "yunet";
    }

    @Override
    public FaceSizes sees() {
        return SEES;
    }

    @Override
    public double sure() {
        return SURE;
    }

    @Override
    public FaceDetector create(ModelSettings settings) {
        return new YuNetDetector(PackedModel.YUNET.content(), settings.accelerator());
    }
}
