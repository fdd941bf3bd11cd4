// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

/** Which pictures of a source become exchanges. */
public enum Delivery {

    /** {@link #NEWEST} for devices, streams and the demo feed, {@link #EVERY} for files and folders. */
    AUTO,

    /** The newest picture whenever the route is ready; older ones are dropped and counted. Files play at their own pace. */
    NEWEST,

    /** Every picture, as fast as the route takes them; the source waits for the route. */
    EVERY
}
