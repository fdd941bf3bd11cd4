// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import org.apache.camel.FailedToCreateRouteException;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteFile;

/** An edited file that reads well cannot run; the routes before the edit run again. */
final class RouteRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** @param file the edited file that was at hand */
    RouteRefusedException(RouteFile file, Throwable cause) {
        super(cause);
        this.problem = file.problem(place(file, cause), reason(cause));
    }

    Problem problem() {
        return problem;
    }

    /** The route that Camel could not make, when it says which. */
    private static String place(RouteFile file, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException known) {
                return file.entries("route").stream().filter(route -> route.id().equals(known.getRouteId())).findFirst()
                        .map(route -> route.pointer() + "/id").orElse("");
            }
        }
        return "";
    }

    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String text = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
