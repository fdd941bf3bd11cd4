// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.List;
import org.hybridface.vision.Embedding;

/**
 * The face in a photo that somebody gave.
 *
 * @param look   its embedding
 * @param photo  as the cloud may be asked with it
 * @param faults why it is of no use, as {@link QualityGate#faults} has them, and {@value #DARK}, {@value #FAINT}, {@value #SEVERAL}; empty when it is good
 */
public record GivenPhoto(Embedding look, FacePhoto photo, List<String> faults) {

    /** There is hardly any light on the face. */
    public static final String DARK = "dark";

    /** The model sees little of the face, whatever is the matter: it is covered, overexposed or not upright. */
    public static final String FAINT = "faint";

    /** Another face is about as large: nobody knows who is meant. */
    public static final String SEVERAL = "several-faces";
}
