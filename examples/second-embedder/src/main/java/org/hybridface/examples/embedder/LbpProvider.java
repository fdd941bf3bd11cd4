// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.embedder;

import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.FaceEmbedderProvider;
import org.hybridface.vision.ModelSettings;

/** {@code face.embedder=lbp}. */
public final class LbpProvider implements FaceEmbedderProvider {

    @Override
    public String name() {
        return "lbp";
    }

    /** There is no model file to look for: the method has nothing that was learnt. */
    @Override
    public FaceEmbedder create(ModelSettings settings) {
        return new LbpEmbedder();
    }
}
