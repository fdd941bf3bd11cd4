// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

/** A route file is no YAML, or not in UTF-8. */
public final class UnreadableRouteFileException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    UnreadableRouteFileException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
