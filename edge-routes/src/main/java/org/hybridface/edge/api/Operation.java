// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hybridface.routecheck.Words;

/**
 * What one address takes with one method. Pure.
 *
 * @param address    as the description writes it, with words in braces for what may stand there
 * @param parameters of the query
 * @param body       empty when none is read
 */
public record Operation(String address, Set<String> parameters, Optional<BodyShape> body) {

    /** @param query each parameter with its values */
    public Optional<Fault> queryFault(Map<String, List<String>> query) {
        for (Map.Entry<String, List<String>> given : query.entrySet()) {
            if (!parameters.contains(given.getKey())) {
                String meant = Words.didYouMean(given.getKey(), parameters);
                return Optional.of(Fault.badRequest("there is no parameter " + Fault.quoted(given.getKey()) + " at " + address
                        + (meant.isEmpty() ? ", which takes " + Fault.listed(parameters) : meant)));
            }
            if (given.getValue().size() > 1) {
                return Optional.of(Fault.badRequest("the parameter '" + given.getKey() + "' is given " + given.getValue().size() + " times: give it once"));
            }
        }
        return Optional.empty();
    }

    /**
     * @param comes       whether the request has a body
     * @param contentType the header's value; empty when there is none
     */
    public Optional<Fault> typeFault(boolean comes, String contentType) {
        return body.filter(shape -> comes).flatMap(shape -> shape.typeFault(contentType));
    }

    /** @param content without a byte when there was none */
    public Optional<Fault> contentFault(byte[] content) {
        return body.flatMap(shape -> shape.contentFault(content));
    }
}
