// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What one side (the edge, the cloud, the local cloud) gives its routes. Each side has one, found through
 * {@link ServiceLoader}, and a test of it that compares it to what the running side binds.
 */
public interface RouteSide {

    /** For example {@code edge}; the folder of its files below {@code routes/}. */
    String name();

    /** The properties a route may use as {@code {{name}}}, with their defaults. */
    Map<String, String> options();

    /** What Java gives a message with it that it sends to a route, as a contract names it: {@code variable deadline}. */
    default Set<String> given() {
        return Set.of();
    }

    /** The beans a route may name, with their types. */
    Map<String, Class<?>> beans();
}
