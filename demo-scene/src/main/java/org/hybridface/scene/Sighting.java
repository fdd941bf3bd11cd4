// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/**
 * Whose face is where in a frame: the truth to compare a recogniser with. The box runs from ear to ear and from the middle of the
 * forehead to the chin, in pixels of the frame, and may reach beyond the frame's edge.
 *
 * @param name         the person's
 * @param x            left edge
 * @param y            top edge
 * @param fullyInView  whether the whole box lies in the frame and nobody stands in front of it
 */
public record Sighting(String name, double x, double y, double width, double height, boolean fullyInView) {}
