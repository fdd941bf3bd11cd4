package org.hybridface.messages;

/**
 * What the device measured on a face before it sent the crop.
 *
 * @param size      width of the face in the camera's picture, in pixels
 * @param sharpness 0 (blurred) to 1 (sharp)
 * @param yaw       turn of the head in degrees, negative to the person's right, 0 straight ahead
 */
public record PhotoQuality(int size, double sharpness, int yaw) {
}
