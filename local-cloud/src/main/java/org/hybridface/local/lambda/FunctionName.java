// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.local.http.AwsException;

/**
 * How a caller names a function: by name, partial ARN or ARN, each with or without alias or version, which may also stand in the query.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke, "FunctionName" and "Qualifier"</a>
 */
final class FunctionName {

    private static final Pattern NAME = Pattern.compile(
            "(?:(?:arn:aws:lambda:(?<region>[^:]+):)?(?<account>[0-9]{12}):function:)?(?<name>[a-zA-Z0-9_-]+)(?::(?<qualifier>[$a-zA-Z0-9_-]+))?");

    /** What can be named beside the aliases: the code as it was uploaded last, and the one version there is. */
    private static final List<String> VERSIONS = List.of("$LATEST", "1");

    private FunctionName() {
    }

    /**
     * The ARN that is called, with its alias or version if the caller named one: what a policy speaks of, and what the function is told.
     *
     * @throws AwsException when there is no such function, alias or version, or two are named
     */
    static String arn(String name, String qualifier, FunctionSettings function) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() || !isMeant(parts, function)) {
            throw notFound(name, function);
        }
        String inName = parts.group("qualifier") == null ? "" : parts.group("qualifier");
        if (!inName.isEmpty() && !qualifier.isEmpty() && !inName.equals(qualifier)) {
            throw AwsException.badRequest("InvalidParameterValueException",
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        String named = inName.isEmpty() ? qualifier : inName;
        if (named.isEmpty()) {
            return function.arn();
        }
        if (!function.aliases().contains(named) && !VERSIONS.contains(named)) {
            throw notFound(name + ":" + named, function);
        }
        return function.arn() + ":" + named;
    }

    private static boolean isMeant(Matcher parts, FunctionSettings function) {
        String[] arn = function.arn().split(":");
        return parts.group("name").equals(function.name())
                && (parts.group("region") == null || parts.group("region").equals(arn[3]))
                && (parts.group("account") == null || parts.group("account").equals(arn[4]));
    }

    private static AwsException notFound(String name, FunctionSettings function) {
        return AwsException.withStatus(404, "ResourceNotFoundException", "Function not found: " + name + "; the local Lambda has "
                + function.arn() + " with the aliases " + function.aliases());
    }
}
