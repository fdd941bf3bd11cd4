// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

/**
 * A person whose vector looks like the face asked for.
 *
 * @param personId   whose vector it is
 * @param similarity 0 to 100
 */
public record PersonMatch(String personId, double similarity) {
}
