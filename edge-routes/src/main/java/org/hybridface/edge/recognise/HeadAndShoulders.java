// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.Collection;
import org.hybridface.vision.Box;

/**
 * Which part of a frame is sent: the face with room for hair, chin and shoulders, since recognisers find a face better in its
 * surroundings, but without a neighbour's face, since the cloud searches for the largest face in the photo. Pure.
 */
final class HeadAndShoulders {

    /** Room beside, above and below the face, in widths or heights of the face. */
    private static final double BESIDE = 0.6;
    private static final double ABOVE = 0.6;
    private static final double BELOW = 0.9;

    private HeadAndShoulders() {
    }

    /**
     * @param others the other faces in the frame
     * @return a box inside the frame that holds the face
     */
    static Box around(Box face, Collection<Box> others, int frameWidth, int frameHeight) {
        double left = face.x() - BESIDE * face.width();
        double right = face.x() + (1 + BESIDE) * face.width();
        double top = face.y() - ABOVE * face.height();
        double bottom = face.y() + (1 + BELOW) * face.height();
        double faceRight = face.x() + face.width();
        double faceBottom = face.y() + face.height();
        for (Box other : others) {
            if (other.x() >= right || other.x() + other.width() <= left || other.y() >= bottom || other.y() + other.height() <= top) {
                continue;
            }
            // Cut on the side where the neighbour is, as far as the face itself allows.
            double dx = other.centre().x() - face.centre().x();
            double dy = other.centre().y() - face.centre().y();
            if (Math.abs(dx) * face.height() >= Math.abs(dy) * face.width()) {
                if (dx > 0) {
                    right = Math.max(faceRight, Math.min(right, other.x()));
                } else {
                    left = Math.min(face.x(), Math.max(left, other.x() + other.width()));
                }
            } else if (dy > 0) {
                bottom = Math.max(faceBottom, Math.min(bottom, other.y()));
            } else {
                top = Math.min(face.y(), Math.max(top, other.y() + other.height()));
            }
        }
        return new Box(left, top, right - left, bottom - top).clippedTo(frameWidth, frameHeight);
    }
}
