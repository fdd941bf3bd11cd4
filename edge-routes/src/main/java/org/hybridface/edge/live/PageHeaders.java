// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Lets only meant headers out: by default Camel answers a request with the request's own headers and query, an echo for attackers. */
public final class PageHeaders implements HeaderFilterStrategy {

    private static final Set<String> OUT = Set.of("content-type", "cache-control", "retry-after", "location");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Nothing from outside may look like one of Camel's own headers. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return name.toLowerCase(Locale.ROOT).startsWith("camel");
    }
}
