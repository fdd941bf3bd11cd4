// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

/** How a camera is. */
public enum CameraStatus {
    STOPPED, OPENING, FLOWING, LOST, SUSPENDED, ENDED
}
