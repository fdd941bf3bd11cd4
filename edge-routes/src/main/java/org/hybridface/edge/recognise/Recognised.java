// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.List;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;

/**
 * What came of one frame.
 *
 * @param faces     who is in it, certainly or probably
 * @param sightings one for each of them, then those who left lately and are still to be asked for
 * @param newcomers where faces are that have no key yet, in pixels of the frame
 */
public record Recognised(List<SeenFace> faces, List<Sighting> sightings, List<Box> newcomers) {

    static final Recognised NOBODY = new Recognised(List.of(), List.of(), List.of());
}
