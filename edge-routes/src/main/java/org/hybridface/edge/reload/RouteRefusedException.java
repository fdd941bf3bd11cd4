// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.util.URISupport;
import org.hybridface.routecheck.Place;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteFile;

/** An edited file that reads well cannot run; the routes before the edit run again. */
final class RouteRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private static final Pattern STEP = Pattern.compile("at: >>> (\\w+)\\[");

    private final transient Problem problem;

    /** @param file the edited file that was at hand */
    RouteRefusedException(RouteFile file, Throwable cause) {
        super(cause);
        this.problem = file.problem(place(file, cause), reason(cause));
    }

    Problem problem() {
        return problem;
    }

    /** The step or route that Camel could not make, when it says which. */
    private static String place(RouteFile file, Throwable failure) {
        return of(failure, FailedToCreateRouteException.class)
                .flatMap(known -> file.entries("route").stream().filter(route -> route.id().equals(known.getRouteId())).findFirst()
                        .map(route -> onlyStep(route, step(known)).orElse(route.pointer() + "/id")))
                .orElse("");
    }

    /** The kind of the step, {@code marshal}, in "at: >>> Marshal[...] <<<"; empty when Camel does not say. */
    private static String step(FailedToCreateRouteException failure) {
        Matcher step = STEP.matcher(String.valueOf(failure.getMessage()));
        return step.find() ? step.group(1).substring(0, 1).toLowerCase(Locale.ROOT) + step.group(1).substring(1) : "";
    }

    /** Where there are several of the kind, it is not known which is meant. */
    private static Optional<String> onlyStep(RouteFile.Entry route, String kind) {
        List<String> places = new ArrayList<>();
        Place.each(route.tree(), place -> {
            if (place.key().equals(kind)) {
                places.add(route.pointer() + place.pointer());
            }
        });
        return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
    }

    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String text = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        String what = of(failure, ResolveEndpointFailedException.class).map(endpoint -> "'" + URISupport.sanitizeUri(endpoint.getUri()) + "' cannot be made: ")
                .or(() -> of(failure, FailedToCreateRouteException.class).map(RouteRefusedException::step).filter(step -> !step.isEmpty()).map(step -> "'" + step + "' cannot be built: "))
                .orElse("");
        return what + text.replaceAll("\\s*\\R\\s*", " ");
    }

    private static <T extends Throwable> Optional<T> of(Throwable failure, Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
