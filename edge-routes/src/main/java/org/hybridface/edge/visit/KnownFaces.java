// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.util.Optional;

/** What the device's memory of faces says of a key. */
public interface KnownFaces {

    /** A remembered face's name, when it has one. */
    record Called(Optional<String> name) {
    }

    /** The key a face goes by now: another one when two were found to be one. */
    String current(String key);

    /** Empty when the face is not remembered. */
    Optional<Called> name(String key);
}
