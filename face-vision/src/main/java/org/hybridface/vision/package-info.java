/**
 * Finding faces in a picture and telling people apart, with OpenCV's Java API. Pictures are {@link org.opencv.core.Mat}s, BGR,
 * 8 bits a channel; whoever creates a Mat releases it. Positions are pixels from the top left corner.
 */
package org.hybridface.vision;
