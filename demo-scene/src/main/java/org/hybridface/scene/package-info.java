/** The demo's camera picture: rendered people who walk through a room, in plain Java, so that no photo of a real person is needed. */
package org.hybridface.scene;
