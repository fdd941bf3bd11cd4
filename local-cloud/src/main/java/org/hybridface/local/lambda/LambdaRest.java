package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LambdaFunction function;
    private final AsyncInvoker async;
    private final Authorizer authorizer;
    private final Set<String> names;
    private final Set<String> qualifiers;

    public LambdaRest(LambdaFunction function, AsyncInvoker async, Authorizer authorizer) {
        this.function = function;
        this.async = async;
        this.authorizer = authorizer;
        FunctionSettings settings = function.settings();
        String unqualified = settings.arn().substring(0, settings.arn().lastIndexOf(':'));
        this.names = Set.of(settings.name(), settings.name() + ":" + settings.alias(), settings.arn(), unqualified);
        this.qualifiers = Set.of("", settings.alias(), "$LATEST", "1");
    }

    @Override
    public HttpResponse handle(SignedRequest request) throws InterruptedException {
        Matcher invoke = INVOKE.matcher(request.path());
        if (!invoke.matches() || !request.method().equals("POST")) {
            throw AwsException.withStatus(404, "ResourceNotFoundException",
                    "The local Lambda knows Invoke only, not " + request.method() + " " + request.path());
        }
        if (!names.contains(invoke.group(1)) || !qualifiers.contains(request.query().getOrDefault("Qualifier", ""))) {
            throw AwsException.withStatus(404, "ResourceNotFoundException", "Function not found: " + invoke.group(1)
                    + "; the local Lambda has " + function.settings().arn());
        }
        authorizer.require(request.principal(), "lambda:InvokeFunction", function.settings().arn());
        requireJson(request.body());
        String type = request.header("x-amz-invocation-type").orElse("RequestResponse").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "event" -> accept(request.body());
            case "requestresponse" -> answer(function.invoke(Invocation.of(request.body())));
            case "dryrun" -> HttpResponse.empty(204);
            default -> throw AwsException.badRequest("InvalidParameterValueException", "Unknown invocation type: " + type);
        };
    }

    private HttpResponse accept(byte[] event) {
        if (event.length > MAX_ASYNC_EVENT_BYTES) {
            throw AwsException.withStatus(413, "RequestTooLargeException",
                    event.length + " byte payload is too large for the Event invocation type (limit " + MAX_ASYNC_EVENT_BYTES + " bytes)");
        }
        async.accept(event);
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
