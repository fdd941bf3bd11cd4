// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import org.apache.camel.spi.Metadata;

/** Headers of the exchanges that the camera component creates. */
public final class CameraConstants {

    @Metadata(description = "The frame's number, from 1 for each source", javaType = "Long")
    public static final String FRAME_NUMBER = "CamelCameraFrameNumber";

    @Metadata(description = "File name of the photo, else the position, for example clip.avi#120", javaType = "String")
    public static final String FRAME_SOURCE = "CamelCameraFrameSource";

    private CameraConstants() {
    }
}
