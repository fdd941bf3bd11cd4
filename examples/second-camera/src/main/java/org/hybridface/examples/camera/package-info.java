/** A kind of camera in a jar of its own. */
package org.hybridface.examples.camera;
