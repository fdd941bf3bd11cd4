// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

/** Told what happens to faces. Called where the frame waits: must return at once, and never throw. Thread safe. */
public interface FaceNews {

    /** Nobody listens. */
    FaceNews NONE = event -> { };

    void tell(FaceEvent event);
}
