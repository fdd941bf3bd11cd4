// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.shadow;

import org.hybridface.edge.cache.AppliedAnswer;

/** Told of each answer that was applied and stored. Called in the thread of the shadow route. */
public interface AnswerListener {

    void applied(AppliedAnswer answer);
}
