// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.time.Duration;

/**
 * @param thing    this device
 * @param model    id of the model whose vectors it can compare
 * @param capacity most persons kept; whom the cloud named longest ago goes first
 * @param keep     how long what the cloud said of a person is kept, once it is said
 * @param nameTtl  how long the cloud's answer is believed before it is asked again ({@code face.cache.ttl})
 * @param newLook  a look farther away than this from all others of a person is worth sharing
 */
public record GallerySettings(String thing, String model, int capacity, Duration keep, Duration nameTtl, double newLook) {
}
