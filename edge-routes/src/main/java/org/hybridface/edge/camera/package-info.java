/**
 * The Camel component {@code camera:}. {@link org.hybridface.edge.camera.CameraConsumer} runs the route, a reader owns the source and opens
 * it again when it is lost, and one small class for each kind of source knows the library behind it.
 */
package org.hybridface.edge.camera;
