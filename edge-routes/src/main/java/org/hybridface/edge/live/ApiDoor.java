// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.edge.access.Refusals;
import org.hybridface.edge.api.ApiDescription;
import org.hybridface.edge.api.Fault;
import org.hybridface.edge.api.Operation;

/** Holds each request to the description of the interface, before a route sees it: a misspelt parameter or field is told, and not passed over. */
final class ApiDoor {

    private final ApiDescription description = ApiDescription.shipped();

    /** What can be said before the body is read. */
    void head(RoutingContext context) {
        HttpServerRequest request = context.request();
        passUnless(context, operation(context).flatMap(operation -> operation.queryFault(query(context))
                .or(() -> operation.typeFault(hasBody(request), Optional.ofNullable(request.getHeader("Content-Type")).orElse("")))));
    }

    /** What can be said when it is. */
    void body(RoutingContext context) {
        passUnless(context, operation(context).flatMap(operation -> operation.contentFault(
                context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes())));
    }

    private Optional<Operation> operation(RoutingContext context) {
        return description.operation(context.request().method().name(), context.normalizedPath());
    }

    private static Map<String, List<String>> query(RoutingContext context) {
        Map<String, List<String>> query = new TreeMap<>();
        context.queryParams().names().forEach(name -> query.put(name, context.queryParams().getAll(name)));
        return query;
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? request.getHeader("Transfer-Encoding") != null : !length.equals("0");
    }

    private static void passUnless(RoutingContext context, Optional<Fault> fault) {
        fault.ifPresentOrElse(found -> Refusals.send(context, found.status(), found.reason()), context::next);
    }
}
