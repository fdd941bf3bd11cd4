// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

/** Whether the cloud is to be asked for a face now. */
enum AskDecision {

    /** Never asked, or the wait is over. */
    ASK,
    /** The answer is known and fresh. */
    ANSWERED,
    /** A person said that nobody is to be asked. */
    NEVER,
    /** Asked; the back-off is not over. */
    WAIT,
    /** It would be asked, but this hour's budget is spent. */
    NO_BUDGET
}
