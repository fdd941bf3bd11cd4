// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What an item of the table says of one person, and nothing of others.
 *
 * @param name    a file's, without its ending
 * @param what    kind of item, for whoever knows nothing of the table
 * @param expires when the table lets it go; empty when it stays
 */
public record HeldItem(String name, String what, Optional<Instant> expires, ObjectNode content) {
}
