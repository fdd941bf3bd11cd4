// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

/** What is promised whatever happens; docs/promises.md says each in full. */
enum Promise {
    /** Each question is answered or in the failure queue. */
    ANSWERED,
    /** A question that met fewer faults than it has tries is answered. */
    A_FAULT_COSTS_A_TRY,
    /** An answer shows the person of the question. */
    RIGHT_PERSON,
    /** A person is one person, also after all that expires has expired. */
    ONE_PERSON,
    /** At rest a key is shown under the name its face has. */
    RIGHT_NAME,
    /** An older answer never follows a newer one. */
    NO_STEP_BACK,
    /** At rest no answer lies in a mailbox. */
    EMPTY_MAILBOX,
    /** At rest and swept, each face of the collection has an item and each photo a face. */
    NO_ORPHAN,
    /** All comes to rest. */
    COMES_TO_REST
}
