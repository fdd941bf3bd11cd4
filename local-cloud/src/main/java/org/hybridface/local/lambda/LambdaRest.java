// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.local.http.SignedHandler;
import org.hybridface.local.http.SignedRequest;

/**
 * The Invoke operation of the Lambda API, for one function. Its signing name is {@code lambda}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class LambdaRest implements SignedHandler {

    /** The service's name in a signature's scope. */
    public static final String SIGNING_NAME = "lambda";
    /** Largest event of a synchronous call (Lambda quotas, "Invocation payload"). */
    public static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;
    /** Largest event of an asynchronous call (same place). */
    static final int MAX_ASYNC_EVENT_BYTES = 1024 * 1024;

    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final Pattern NAME = Pattern.compile("(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?"
            + "(\\d{12}:)?(function:)?([a-zA-Z0-9_.-]+)(:(\\$LATEST|[a-zA-Z0-9_-]+))?");
    private static final Pattern QUALIFIER = Pattern.compile("[a-zA-Z0-9$_-]{1,128}");
    private static final List<String> TYPES = List.of("Event", "RequestResponse", "DryRun");
    private static final List<String> LOG_TYPES = List.of("None", "Tail");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LambdaFunction function;
    private final AsyncInvoker async;
    private final Authorizer authorizer;

    public LambdaRest(LambdaFunction function, AsyncInvoker async, Authorizer authorizer) {
        this.function = function;
        this.async = async;
        this.authorizer = authorizer;
    }

    @Override
    public HttpResponse handle(SignedRequest request) throws InterruptedException {
        Matcher invoke = INVOKE.matcher(request.path());
        if (!invoke.matches() || !request.method().equals("POST")) {
            throw AwsException.withStatus(404, "ResourceNotFoundException",
                    "The local Lambda knows Invoke only, not " + request.method() + " " + request.path());
        }
        requireMatch("FunctionName", invoke.group(1), NAME);
        if (request.query().containsKey("Qualifier")) {
            requireMatch("Qualifier", request.query().get("Qualifier"), QUALIFIER);
        }
        String arn = FunctionName.arn(invoke.group(1), request.query().getOrDefault("Qualifier", ""), function.settings());
        authorizer.require(request.principal(), "lambda:InvokeFunction", arn);
        requireJson(request.body());
        Invocation invocation = Invocation.of(arn, request.body());
        requireKnown("LogType", request.header("x-amz-log-type").orElse("None"), LOG_TYPES);
        String type = requireKnown("InvocationType", request.header("x-amz-invocation-type").orElse("RequestResponse"), TYPES)
                .toLowerCase(Locale.ROOT);
        return switch (type) {
            case "event" -> accept(invocation);
            case "requestresponse" -> answer(function.invoke(invocation));
            default -> HttpResponse.empty(204);
        };
    }

    @Override
    public AwsException tooLarge(int limitBytes) {
        return AwsException.withStatus(413, "RequestTooLargeException", "Request must be smaller than " + limitBytes
                + " bytes for the InvokeFunction operation");
    }

    private static String requireKnown(String member, String value, List<String> known) {
        if (!known.contains(value)) {
            throw invalid(member, value, "Member must satisfy enum value set: [" + String.join(", ", known) + "]");
        }
        return value;
    }

    private static void requireMatch(String member, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw invalid(member, value, "Member must satisfy regular expression pattern: " + pattern);
        }
    }

    private static AwsException invalid(String member, String value, String constraint) {
        return AwsException.badRequest("ValidationException", "1 validation error detected: Value '" + value + "' at '"
                + Character.toLowerCase(member.charAt(0)) + member.substring(1) + "' failed to satisfy constraint: " + constraint);
    }

    private HttpResponse accept(Invocation invocation) {
        int length = invocation.event().length;
        if (length > MAX_ASYNC_EVENT_BYTES) {
            throw AwsException.withStatus(413, "RequestTooLargeException",
                    length + " byte payload is too large for the Event invocation type (limit " + MAX_ASYNC_EVENT_BYTES + " bytes)");
        }
        async.accept(invocation);
        return HttpResponse.empty(202);
    }

    private static HttpResponse answer(InvocationResult result) {
        HttpResponse response = HttpResponse.json(200, result.payload()).withHeader("X-Amz-Executed-Version", "1");
        return result.failed() ? response.withHeader("X-Amz-Function-Error", "Unhandled") : response;
    }

    private static void requireJson(byte[] event) {
        try {
            if (event.length > 0) {
                JSON.readTree(event);
            }
        } catch (IOException e) {
            throw AwsException.badRequest("InvalidRequestContentException", "Could not parse request body into json: " + e.getMessage());
        }
    }
}
