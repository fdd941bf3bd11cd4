// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.embed;

import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.FaceEmbedderProvider;
import org.hybridface.vision.ModelSettings;
import org.hybridface.vision.PackedModel;

/** SFace on each face and its mirror image. */
public final class MirroredSFaceProvider implements FaceEmbedderProvider {

    @Override
    public String name() {
        return "sface-mirrored";
    }

    @Override
    public FaceEmbedder create(ModelSettings settings) {
        return new MirroredSFaceEmbedder(new SFaceEmbedder(PackedModel.SFACE.content(), settings.accelerator()));
    }
}
