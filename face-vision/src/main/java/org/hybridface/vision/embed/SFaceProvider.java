// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.embed;

import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.FaceEmbedderProvider;
import org.hybridface.vision.ModelSettings;
import org.hybridface.vision.PackedModel;

/** The default: SFace, one look at each face. */
public final class SFaceProvider implements FaceEmbedderProvider {

    @Override
    public String name() {
        return "sface";
    }

    @Override
    public FaceEmbedder create(ModelSettings settings) {
        return new SFaceEmbedder(PackedModel.SFACE.content(), settings.accelerator());
    }
}
