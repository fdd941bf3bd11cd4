// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next where the next part begins, as the service says; empty when this is the last
 */
public record Page<T>(List<T> entries, Optional<String> next) {
}
