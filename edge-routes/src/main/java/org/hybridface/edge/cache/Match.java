// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

/**
 * A remembered face that looks like the one asked for.
 *
 * @param distance Euclidean distance of the embeddings; smaller is more alike
 */
public record Match(String key, double distance) {
}
