package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
        String arn = FunctionName.arn(invoke.group(1), request.query().getOrDefault("Qualifier", ""), function.settings());
        authorizer.require(request.principal(), "lambda:InvokeFunction", arn);
        requireJson(request.body());
        Invocation invocation = Invocation.of(arn, request.body());
        String type = request.header("x-amz-invocation-type").orElse("RequestResponse").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "event" -> accept(invocation);
            case "requestresponse" -> answer(function.invoke(invocation));
            case "dryrun" -> HttpResponse.empty(204);
            default -> throw AwsException.badRequest("InvalidParameterValueException", "Unknown invocation type: " + type);
        };
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
