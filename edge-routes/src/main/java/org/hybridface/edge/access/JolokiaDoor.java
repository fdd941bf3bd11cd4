// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.support.service.ServiceSupport;
import org.hybridface.edge.print.Masked;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaContext;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.api.LogHandler;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JMX over HTTP at {@code /observe/jolokia}: a Jolokia for each role, each with that role's {@link JmxRules}. A GET is a viewer's whoever
 * sends it, so that no link changes anything. As the protocol has it, a refusal is the field {@code status} of the answer.
 */
public final class JolokiaDoor extends ServiceSupport implements Handler<RoutingContext> {

    public static final String PATH = "/observe/jolokia";

    /** Where the guard leaves the {@link Role} of who asks. */
    public static final String ROLE = "hybridface.role";

    /** Hawtio asks for all values of all routes in one request, which takes more than 64 KB. */
    public static final long MAX_BODY_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(JolokiaDoor.class);
    private static final int BAD_REQUEST = 400;

    /** What of Jolokia's processing parameters is taken; no callback, no stack trace, no other server. */
    private static final Set<String> PARAMETERS = Set.of("ignoreErrors", "maxDepth", "maxCollectionSize", "maxObjects", "canonicalNaming",
            "ifModifiedSince", "listKeys");

    private static final String HINT = "\"hint\":\"the operator's token is needed to call something, and only what docs/operate.md lists may be seen or "
            + "called\",";

    private final Map<Role, JolokiaServiceManager> managers = new EnumMap<>(Role.class);
    private final Map<Role, HttpRequestHandler> handlers = new EnumMap<>(Role.class);

    public JolokiaDoor() {
        for (Role role : Set.of(Role.VIEWER, Role.OPERATOR)) {
            StaticConfiguration configuration = new StaticConfiguration(
                    // Jolokia's own would tell the machine's address.
                    ConfigKey.AGENT_ID, "edge-" + role.name().toLowerCase(Locale.ROOT) + "-" + Integer.toHexString(hashCode()),
                    ConfigKey.DISCOVERY_ENABLED, "false", ConfigKey.DEBUG, "false", ConfigKey.INCLUDE_STACKTRACE, "false");
            JolokiaServiceManager manager = JolokiaServiceManagerFactory.createJolokiaServiceManager(configuration, new Quiet(), new JmxRules(role));
            manager.addService(new JolokiaSerializer());
            manager.addService(new LocalRequestHandler(1));
            managers.put(role, manager);
        }
    }

    @Override
    protected void doStart() {
        managers.forEach((role, manager) -> handlers.put(role, new CheckedTypes(manager.start(), new JmxRules(role))));
    }

    @Override
    protected void doStop() {
        managers.values().forEach(JolokiaServiceManager::stop);
    }

    @Override
    public void handle(RoutingContext request) {
        HttpMethod method = request.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.POST)) {
            Refusals.wrongMethod(request, "GET, HEAD, OPTIONS, POST", "JMX is asked by GET or POST");
            return;
        }
        Role role = request.<Role>get(ROLE) == Role.OPERATOR && method.equals(HttpMethod.POST) ? Role.OPERATOR : Role.VIEWER;
        request.response().putHeader("Content-Type", "application/json");
        try {
            String answer = Masked.of(answer(request, handlers.get(role)).toJSONString());
            request.response().end(answer.startsWith("{") && answer.contains("\"status\":403") ? "{" + HINT + answer.substring(1) : answer);
        } catch (EmptyResponseException e) {
            request.response().end();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            LOG.debug("A JMX request that cannot be read", e);
            Refusals.send(request, BAD_REQUEST, "this is no request of Jolokia's protocol");
        }
    }

    private static JSONStructure answer(RoutingContext request, HttpRequestHandler handler) throws IOException, EmptyResponseException {
        String uri = request.request().uri();
        Map<String, String[]> parameters = parameters(request);
        try {
            if (request.request().method().equals(HttpMethod.GET)) {
                String path = request.request().path().substring(PATH.length()).replace("+", "%2B");
                return handler.handleGetRequest(uri, path.isEmpty() ? "/" : URLDecoder.decode(path, StandardCharsets.UTF_8), parameters);
            }
            byte[] body = request.body().buffer() == null ? new byte[0] : request.body().buffer().getBytes();
            return handler.handlePostRequest(uri, new ByteArrayInputStream(body), StandardCharsets.UTF_8.name(), parameters);
        } catch (RuntimeException e) {
            return handler.handleThrowable(e);
        }
    }

    private static Map<String, String[]> parameters(RoutingContext request) {
        Map<String, String[]> parameters = new HashMap<>();
        request.queryParams().names().stream().filter(PARAMETERS::contains)
                .forEach(name -> parameters.put(name, request.queryParams().getAll(name).toArray(String[]::new)));
        return Collections.unmodifiableMap(parameters);
    }

    /** Jolokia asks a restrictor for the type of most requests, but not of those to itself: its configuration and notifications. */
    private static final class CheckedTypes extends HttpRequestHandler {

        private static final int FORBIDDEN = 403;

        private final JmxRules rules;

        CheckedTypes(JolokiaContext context, JmxRules rules) {
            super(context);
            this.rules = rules;
        }

        @Override
        protected JSONObject executeRequest(JolokiaRequest request) throws EmptyResponseException {
            return rules.isTypeAllowed(request.getType()) ? super.executeRequest(request)
                    : getErrorJSON(FORBIDDEN, new SecurityException(request.getType().getName() + " is not allowed"), request);
        }
    }

    /** What Jolokia has to say is for developers. */
    private static final class Quiet implements LogHandler {

        @Override
        public void debug(String message) {
            LOG.trace("{}", message);
        }

        @Override
        public void info(String message) {
            LOG.debug("{}", message);
        }

        @Override
        public void error(String message, Throwable problem) {
            LOG.debug("{}", message, problem);
        }

        @Override
        public boolean isDebug() {
            return false;
        }
    }
}
