// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hybridface.local.http.Principal;

/** One operation of the API. Called by many threads at once. */
@FunctionalInterface
interface Operation {

    /** @return the answer's body */
    ObjectNode run(Input input, Principal caller);
}
