// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in that consoles and JMX were: what is not on the lists is refused, to the operator too, and nothing changes by GET. */
class ConsoleDoorsTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTEXT = "org.apache.camel:context=edge,name=\"edge\",type=context";

    /** What docs/operate.md says is shown; written here once more, so that a longer list is noticed. */
    private static final Set<String> SHOWN = Set.of("blocked", "consumer", "context", "endpoint", "faces", "gc", "health", "inflight", "memory", "micrometer",
            "platform-http", "route", "route-controller", "service", "thread", "top");

    @TempDir
    static Path folder;

    private static PageUnderTest page;
    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();

    @BeforeAll
    static void start() throws Exception {
        page = PageUnderTest.start(folder);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    void everyConsoleThatIsNotListedIsRefusedToViewerAndOperator() throws Exception {
        DevConsoleRegistry registry = page.context().getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        Set<String> all = new TreeSet<>(registry.stream().map(DevConsole::getId).toList());
        assertThat(all).contains("send", "receive", "properties", "jvm", "system-properties", "route-dump", "source", "bean", "debug").containsAll(SHOWN);
        for (String console : all) {
            assertThat(asOperator(request("/q/dev/" + console)).statusCode()).as(console).isEqualTo(SHOWN.contains(console) ? 200 : 403);
            assertThat(send(request("/q/dev/" + console)).statusCode()).as(console).isEqualTo(SHOWN.contains(console) ? 200 : 403);
            assertThat(asOperator(request("/q/dev/" + console + "/faces-api")).statusCode()).as(console).isEqualTo(403);
            assertThat(asOperator(request("/q/dev/" + console + "?endpoint=direct:x")).statusCode()).as(console).isEqualTo(403);
        }
        assertThat(send(request("/q/dev")).body()).contains("faces:", "route:").doesNotContain("send:", "properties:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/dev/send", "/q/dev/SEND", "/q/dev/all", "/q/dev/%73end", "/q/dev//send", "/q//dev/send", "/q/dev/./send", "/q/dev/x/../send",
        "/q/dev/send/", "/q/dev/send;x", "/q/dev;x/send", "/q/dev/faces/../send", "/q/dev%2fsend", "/q/dev/%2e/send", "/q/dev/faces%2f..%2fsend", "/Q/dev/send",
        "/q/DEV/send", "/q/dev/faces/send", "/q/dev/index", "/q/send", "/q/send/", "/q/info", "/q/jolokia", "/q/dev/send%00", "/q/dev/%2573end"})
    void noSpellingOfTheAddressSendsAMessage(String path) throws Exception {
        Path target = folder.resolve("sent.camel.yaml");
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "OPTIONS", "PATCH")) {
            String query = "?endpoint=" + URLEncoder.encode("file:" + folder + "?fileName=sent.camel.yaml", StandardCharsets.UTF_8) + "&body=route";
            assertThat(raw(method + " " + path + query + " HTTP/1.1\r\nHost: 127.0.0.1:" + page.port() + "\r\nAuthorization: Bearer " + PageUnderTest.OPERATOR
                    + "\r\nX-HTTP-Method-Override: POST\r\nX-Hybridface: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                    .as("%s %s", method, path).doesNotContain(" 200 ");
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void noKeyIsReadByReceiving() throws Exception {
        Files.write(folder.resolve("private.pem"), "BEGIN PRIVATE KEY".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = asOperator(request("/q/dev/receive?endpoint="
                + URLEncoder.encode("file:" + folder + "?fileName=private.pem&noop=true", StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("BEGIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"route?action=stop", "route?action=stop&filter=faces-api", "route?filter=faces-api&Action=stop", "route/faces-api/stop",
        "top?action=stop", "route-controller?stacktrace=true", "gc?x=1", "thread?stackTrace=true", "route?processors=true&action=stop"})
    void aConsoleTakesOnlyWhatIsNamedAndStopsNothing(String call) throws Exception {
        assertThat(asOperator(request("/q/dev/" + call)).statusCode()).as(call).isEqualTo(403);
        assertThat(page.context().getRouteController().getRouteStatus("faces-api").isStarted()).isTrue();
    }

    /** The first never ends in Java's regular expressions; the console's lock and a thread of the page's would be gone. */
    @ParameterizedTest
    @ValueSource(strings = {"filter=((.|..|...)*)*!", "filter=(([a-z:/.-])*)*!", "filter=.*.*.*.*.*.*.*.*!", "filter=(", "filter=a&filter=(", "filter=",
        "limit=x", "limit=-1", "limit=0", "limit=99999999999", "limit=1&limit=x"})
    void aValueAConsoleCouldChokeOnIsRefusedWithWhatToGive(String query) throws Exception {
        String encoded = Stream.of(query.split("&")).map(pair -> pair.substring(0, pair.indexOf('=') + 1)
                + URLEncoder.encode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8)).collect(java.util.stream.Collectors.joining("&"));
        for (String console : List.of("route", "top", "faces", "inflight")) {
            HttpResponse<String> answer = send(request("/q/dev/" + console + "?" + encoded).timeout(Duration.ofSeconds(30)));
            assertThat(answer.statusCode()).as("%s %s", console, query).isEqualTo(400);
            assertThat(answer.body()).containsAnyOf("limit is", "filter is");
        }
        assertThat(send(request("/q/dev/route?filter=faces*&limit=5")).body()).contains("faces-api");
    }

    @Test
    void everyMBeanThatIsNotListedIsHiddenUnreadableAndCannotBeCalled() throws Exception {
        int refused = 0;
        for (ObjectName bean : jmx.queryNames(null, null)) {
            if (bean.getDomain().equals("org.hybridface")) {
                continue;
            }
            ArrayNode calls = JSON.createArrayNode();
            for (MBeanOperationInfo operation : jmx.getMBeanInfo(bean).getOperations()) {
                String call = operation.getName() + Stream.of(operation.getSignature()).map(MBeanParameterInfo::getType)
                        .collect(java.util.stream.Collectors.joining(",", "(", ")"));
                if ("routes".equals(bean.getKeyProperty("type")) && Set.of("start()", "stop()", "suspend()", "resume()").contains(call)) {
                    continue;
                }
                calls.add(exec(bean.toString(), call, operation.getSignature().length));
                refused++;
            }
            for (MBeanAttributeInfo attribute : jmx.getMBeanInfo(bean).getAttributes()) {
                calls.add(request("write", bean.toString()).put("attribute", attribute.getName()).put("value", "1"));
            }
            if (calls.isEmpty()) {
                continue;
            }
            JsonNode answers = JSON.readTree(post(calls.toString(), PageUnderTest.OPERATOR, "application/json").body());
            assertThat(answers).as("%s", bean).hasSize(calls.size());
            for (int i = 0; i < calls.size(); i++) {
                assertThat(answers.get(i).path("status").asInt()).as("%s %s", calls.get(i), answers.get(i)).isEqualTo(403);
            }
        }
        assertThat(refused).as("operations tried").isGreaterThan(300);
    }

    @Test
    void theBeansThatDumpLogAndConfigureAreNotEvenListed() throws Exception {
        JsonNode list = jolokia(request("list", ""), PageUnderTest.OPERATOR).path("value");
        assertThat(list.fieldNames()).toIterable().containsOnly("org.hybridface", "org.apache.camel", "java.lang");
        assertThat(list.toString()).doesNotContain("DiagnosticCommand", "HotSpotDiagnostic", "type=Logging");
        JsonNode found = jolokia(request("search", "*:*"), "").path("value");
        assertThat(found.toString()).contains("org.hybridface").doesNotContain("Diagnostic", "log4j", "Logging", "Compilation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang:type=Runtime/SystemProperties", "java.lang:type=Runtime/InputArguments", "java.lang:type=Runtime/ClassPath",
        "java.lang:type=Runtime", "java.lang:*", "*:*", "java.lang:type=Runtime/SystemProperties,Uptime"})
    void systemPropertiesAndTheCommandLineCannotBeRead(String what) throws Exception {
        System.setProperty("edge.test.door", "found-by-jmx");
        try {
            assertThat(asOperator(request("/observe/jolokia/read/" + URLEncoder.encode(what, StandardCharsets.UTF_8).replace("%2F", "/")
                    + "?ignoreErrors=true")).body()).doesNotContain("found-by-jmx", "java.class.path");
            String[] parts = what.split("/");
            ObjectNode read = request("read", parts[0]);
            if (parts.length > 1) {
                ArrayNode attributes = read.putArray("attribute");
                Stream.of(parts[1].split(",")).forEach(attributes::add);
            }
            read.putObject("config").put("ignoreErrors", "true");
            assertThat(jolokia(read, PageUnderTest.OPERATOR).toString()).doesNotContain("found-by-jmx", "java.class.path");
        } finally {
            System.clearProperty("edge.test.door");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendBody(java.lang.String,java.lang.Object)", "sendBody", "sendStringBody(java.lang.String,java.lang.String)", "sendStringBody",
        "requestBody(java.lang.String,java.lang.Object)", "requestStringBody(java.lang.String,java.lang.String)", "addOrUpdateRoutesFromXml(java.lang.String)",
        "createEndpoint(java.lang.String)", "createComponent(java.lang.String)", "addRoute", "stop()", "stop", "suspend()", "setTracing", "stop()(x)",
        "start();sendBody", "dumpRoutesAsXml()"})
    void theContextIsNotCalled(String operation) throws Exception {
        Path target = folder.resolve("by-jmx");
        for (String token : List.of("", PageUnderTest.OPERATOR)) {
            JsonNode answer = jolokia(exec(CONTEXT, operation, 0).set("arguments", JSON.createArrayNode().add("file:" + folder + "?fileName=by-jmx").add("x")),
                    token);
            assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(403);
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void eachItemOfABulkRequestIsCheckedAlsoOneForAnotherServer() throws Exception {
        ArrayNode bulk = JSON.createArrayNode();
        bulk.add(request("version", ""));
        bulk.add(exec(CONTEXT, "sendBody(java.lang.String,java.lang.Object)", 2));
        ObjectNode proxied = exec("java.lang:type=Memory", "gc()", 0);
        proxied.putObject("target").put("url", "service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi");
        bulk.add(proxied);
        bulk.add(request("write", "org.hybridface:name=faces").put("attribute", "Capacity").put("value", 1));
        bulk.add(request("config", ""));
        bulk.add(request("notification", "").put("command", "register"));
        JsonNode answers = JSON.readTree(post(bulk.toString(), PageUnderTest.OPERATOR, "text/plain").body());
        if (answers.isArray()) {
            assertThat(answers.get(0).path("status").asInt()).isEqualTo(200);
            for (int i = 1; i < answers.size(); i++) {
                assertThat(answers.get(i).path("status").asInt()).as(answers.get(i).toString()).isGreaterThanOrEqualTo(400);
            }
        } else {
            assertThat(answers.path("status").asInt()).as(answers.toString()).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void theOperatorStopsAndStartsARouteByPostAndNobodyElseDoes() throws Exception {
        String route = jmx.queryNames(new ObjectName("org.apache.camel:*,type=routes,name=\"face-photo\""), null).iterator().next().toString();
        for (String token : List.of("", "guess")) {
            JsonNode answer = jolokia(exec(route, "stop()", 0), token);
            assertThat(answer.path("status").asInt()).isEqualTo(403);
            assertThat(answer.path("hint").asText()).contains("operator's token");
        }
        String byGet = "/observe/jolokia/exec/" + URLEncoder.encode(route, StandardCharsets.UTF_8) + "/stop()";
        assertThat(JSON.readTree(asOperator(request(byGet)).body()).path("status").asInt()).isEqualTo(403);
        asOperator(request("/observe/jolokia?p=exec/" + URLEncoder.encode(route, StandardCharsets.UTF_8) + "/stop()"));
        assertThat(page.context().getRouteController().getRouteStatus("face-photo").isStarted()).isTrue();

        assertThat(jolokia(exec(route, "stop()", 0), PageUnderTest.OPERATOR).path("status").asInt()).isEqualTo(200);
        assertThat(page.context().getRouteController().getRouteStatus("face-photo").isStopped()).isTrue();
        assertThat(jolokia(exec(route, "start()", 0), PageUnderTest.OPERATOR).path("status").asInt()).isEqualTo(200);
        assertThat(page.context().getRouteController().getRouteStatus("face-photo").isStarted()).isTrue();
    }

    @Test
    void aViewerReadsHowTheDeviceFares() throws Exception {
        assertThat(jolokia(request("read", "java.lang:type=Memory").put("attribute", "HeapMemoryUsage"), "").path("value").path("used").asLong()).isPositive();
        assertThat(jolokia(request("read", "org.hybridface:*"), "").path("value").toString()).contains("BudgetPerHour", "Capacity");
        assertThat(jolokia(request("read", "org.apache.camel:type=routes,*").put("attribute", "State"), "").path("value").toString()).contains("Started");
        assertThat(JSON.readTree(send(request("/observe/jolokia/version")).body()).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void garbageIsAnsweredAndNotThrown() throws Exception {
        for (String body : List.of("", "{", "[]", "null", "[[[[", "{\"type\":5}", "[".repeat(60_000), "{\"type\":\"exec\"}")) {
            HttpResponse<String> answer = post(body, PageUnderTest.OPERATOR, "application/json");
            assertThat(answer.statusCode()).as(body).isIn(200, 400);
            assertThat(answer.body()).doesNotContain("\tat ");
        }
        assertThat(post(" ".repeat(300_000), PageUnderTest.OPERATOR, "application/json").statusCode()).isEqualTo(413);
    }

    private static ObjectNode request(String type, String bean) {
        ObjectNode request = JSON.createObjectNode().put("type", type);
        if (!bean.isEmpty()) {
            request.put("mbean", bean);
        }
        return request;
    }

    private static ObjectNode exec(String bean, String operation, int arguments) {
        ObjectNode exec = request("exec", bean).put("operation", operation);
        ArrayNode values = exec.putArray("arguments");
        for (int i = 0; i < arguments; i++) {
            values.addNull();
        }
        return exec;
    }

    private static JsonNode jolokia(JsonNode request, String token) throws Exception {
        return JSON.readTree(post(request.toString(), token, "application/json").body());
    }

    private static HttpResponse<String> post(String body, String token, String type) throws Exception {
        HttpRequest.Builder request = request("/observe/jolokia").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> asOperator(HttpRequest.Builder request) throws Exception {
        return send(request.header("Authorization", "Bearer " + PageUnderTest.OPERATOR));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The first line of the answer to bytes that no well-behaved client sends. */
    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", page.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return String.valueOf(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)).readLine());
        }
    }
}
