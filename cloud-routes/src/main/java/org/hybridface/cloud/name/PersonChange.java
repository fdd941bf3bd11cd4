// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.name;

/**
 * A person has other faces than before, or is gone.
 *
 * @param sequence the stream record's sequence number, by which a failure is reported
 * @param personId whose faces changed
 */
public record PersonChange(String sequence, String personId) {

    @Override
    public String toString() {
        return "event=faces-changed personId=" + personId;
    }
}
