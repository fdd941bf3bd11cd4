// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

/** A promise that was not kept, and how. */
record Violation(Promise promise, String text) {

    @Override
    public String toString() {
        return promise + ": " + text;
    }
}
