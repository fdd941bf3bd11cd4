// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

/**
 * Told about the life of every camera in a context: bind an implementation in the registry, it is found by its type. Called by
 * the camera's own threads: return soon and throw nothing.
 */
public interface CameraListener {

    /**
     * As {@link #ended}, and told to everybody before it: whoever still holds something back of the last pictures hands it on now.
     */
    default void ending(String camera) {
    }

    /**
     * A file, folder or demo clip that does not loop is at its end, and the exchanges of all its pictures are complete.
     *
     * @param camera the endpoint's URI, without passwords
     * @param frames how many pictures the source gave
     */
    default void ended(String camera, long frames) {
    }

    /**
     * The source cannot be opened or was lost; the camera keeps trying. Told once for each loss.
     *
     * @param reason what to do
     */
    default void lost(String camera, String reason) {
    }

    /** As {@link #lost}, of a file or folder: nothing comes from there unless somebody puts it there. Told after it, once for each loss. */
    default void missing(String camera, String reason) {
    }

    /** Pictures flow again, or for the first time. */
    default void flowing(String camera) {
    }
}
