// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

/** Who was asked for a face. */
public enum FaceOrigin {

    /** This device asks the cloud itself. */
    ASKED,
    /** Another device had asked: what it learnt was taken over, and the cloud does not know yet that the face was seen here, too. */
    ADOPTED,
    /** As {@link #ADOPTED}, and the cloud has been told. */
    ADOPTED_AND_SAID
}
