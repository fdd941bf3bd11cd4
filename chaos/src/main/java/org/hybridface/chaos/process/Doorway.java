// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

/** Where somebody stands before the camera. Each shows one person at a time. */
enum Doorway {
    LEFT(0), RIGHT(PeopleCamera.WIDTH / 2);

    private final int x;

    Doorway(int x) {
        this.x = x;
    }

    /** Left edge in the frame, pixels. */
    int x() {
        return x;
    }

    /**
     * Whose face it is.
     *
     * @param middle of the face, pixels from the frame's left edge
     */
    static Doorway at(double middle) {
        return middle < RIGHT.x ? LEFT : RIGHT;
    }
}
