// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hybridface.local.access.TestAccess.ADMIN;
import static org.hybridface.local.access.TestAccess.ROLE;
import static org.hybridface.local.access.TestAccess.STACK;
import static org.hybridface.local.access.TestAccess.WRONG_SECRET;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridface.local.access.TestAccess;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.AwsProtocol;
import org.hybridface.local.http.LoopbackServer;
import org.hybridface.local.http.SignedService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** A function in child JVMs, called through the SDK. */
class LambdaTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ARN = "arn:aws:lambda:eu-central-1:123456789012:function:troublesome";

    @TempDir
    static Path directory;

    static FunctionCode code;
    static LambdaFunction function;
    static AsyncInvoker async;
    static FailedEvents failures;
    static LoopbackServer server;

    @BeforeAll
    static void start() throws IOException {
        code = FunctionCode.unpack(zip(), directory.resolve("code"));
        function = new LambdaFunction(settings(Map.of("TEST_VARIABLE", "camera-1")), code);
        failures = new FailedEvents(directory.resolve("failed.jsonl"));
        async = new AsyncInvoker(function, new Retries(2, Duration.ofMillis(10)), failures, Clock.systemUTC());
        server = LoopbackServer.start("lambda", 0, LambdaRest.MAX_EVENT_BYTES, new SignedService(LambdaRest.SIGNING_NAME, STACK.region(),
                AwsProtocol.REST_JSON, TestAccess.KEYS, Clock.systemUTC(), new LambdaRest(function, async, TestAccess.counter())));
    }

    @AfterAll
    static void stop() {
        server.close();
        async.close();
        function.close();
    }

    private static FunctionSettings settings(Map<String, String> environment) {
        return new FunctionSettings("troublesome", ARN, List.of("latest", "operator"),
                TroublesomeHandler.class.getName() + "::handleRequest", environment, 128, Duration.ofSeconds(5), 1,
                List.of("-XX:TieredStopAtLevel=1"));
    }

    private static Path zip() throws IOException {
        Path zip = directory.resolve("function.zip");
        String name = TroublesomeHandler.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                InputStream in = TroublesomeHandler.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new ZipEntry(name));
            in.transferTo(out);
        }
        return zip;
    }

    private static InvokeResponse invoke(AccessKey key, InvocationType type, String event) {
        try (LambdaClient lambda = TestAccess.client(LambdaClient.builder().overrideConfiguration(
                client -> client.apiCallTimeout(LONG)), server.endpoint(), key)) {
            return lambda.invoke(call -> call.functionName("troublesome").qualifier("latest").invocationType(type)
                    .payload(SdkBytes.fromUtf8String('"' + event + '"')));
        }
    }

    private static String error(String event) {
        InvokeResponse response = invoke(ADMIN, InvocationType.REQUEST_RESPONSE, event);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        return response.payload().asUtf8String();
    }

    @Test
    void itSeesItsOwnEnvironmentAndNothingOfOurs() {
        InvokeResponse response = invoke(ADMIN, InvocationType.REQUEST_RESPONSE, "hello");
        assertThat(response.functionError()).isNull();
        assertThat(response.payload().asUtf8String()).contains("\"thing\":\"camera-1\"", "\"home\":\"null\"", "\"function\":\"troublesome\"",
                "\"arn\":\"arn:aws:lambda:eu-central-1:123456789012:function:troublesome:latest\"");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
    void itLoadsANativeLibraryThatNoOtherFunctionOverwrites() throws IOException {
        invoke(ADMIN, InvocationType.REQUEST_RESPONSE, "hello");

        assertThat(Files.readAllLines(Path.of("/proc", Long.toString(function.processes().get(0).pid()), "maps")))
                .filteredOn(line -> line.contains("libaws-lambda-jni")).isNotEmpty()
                .allMatch(line -> line.contains("/code-runtime/"));
    }

    @Test
    void anErrorACrashAndATimeoutAreAnswersAndTheNextEventGoesOn() {
        assertThat(error("fail")).contains("as the event says", "IllegalArgumentException");
        assertThat(error("exit")).contains("Runtime.ExitError", "exit status 3");
        assertThat(error("hang")).contains("Task timed out after 5.00 seconds");
        assertThat(invoke(ADMIN, InvocationType.REQUEST_RESPONSE, "hello").functionError()).isNull();
    }

    @Test
    void anAsynchronousEventIsTriedThreeTimesAndThenKept() throws IOException {
        int before = failures.list().size();
        assertThat(invoke(ADMIN, InvocationType.EVENT, "fail").statusCode()).isEqualTo(202);
        await().atMost(LONG).until(() -> failures.list().size() > before);
        var failed = failures.list().get(before);
        assertThat(failed.path("requestPayload").asText()).isEqualTo("fail");
        assertThat(failed.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(failed.path("responsePayload").path("errorMessage").asText()).isEqualTo("as the event says");
        assertThat(Files.readAllLines(failures.file())).contains(failed.toString());
    }

    @Test
    void anAsynchronousEventThatWorksAtLastIsNotKept() throws Exception {
        try (LambdaFunction fresh = new LambdaFunction(settings(Map.of()), code)) {
            FailedEvents none = new FailedEvents(directory.resolve("none.jsonl"));
            try (AsyncInvoker invoker = new AsyncInvoker(fresh, new Retries(2, Duration.ofMillis(10)), none, Clock.systemUTC())) {
                invoker.accept(Invocation.of(ARN, "\"fail twice\"".getBytes()));
                await().atMost(LONG).until(() -> invoker.underway() == 0);
                assertThat(none.list()).isEmpty();
                assertThat(fresh.invoke(Invocation.of(ARN, "\"hello\"".getBytes())).text()).contains("\"call\":4");
            }
        }
    }

    @Test
    void aJvmThatTakesTooLongToComeUpIsNoTryOfTheEvent() throws Exception {
        FunctionSettings usual = settings(Map.of("SLOW_FIRST_START", directory.resolve("started").toString()));
        FunctionSettings slow = new FunctionSettings(usual.name(), usual.arn(), usual.aliases(), usual.handler(), usual.environment(),
                usual.memoryMb(), usual.timeout(), usual.concurrency(), Duration.ofSeconds(15), usual.jvmOptions());
        try (LambdaFunction function = new LambdaFunction(slow, code)) {
            InvocationResult result = function.invoke(Invocation.of(ARN, "\"hello\"".getBytes()));
            assertThat(result.failed()).as(result.text()).isFalse();
        }
    }

    @Test
    void aMachineThatIsTooSlowForOneStartGivesTheNextMoreTime() throws Exception {
        FunctionSettings usual = settings(Map.of("SLOW_START_MILLIS", "6000"));
        FunctionSettings slow = new FunctionSettings(usual.name(), usual.arn(), usual.aliases(), usual.handler(), usual.environment(),
                usual.memoryMb(), usual.timeout(), usual.concurrency(), Duration.ofSeconds(5), usual.jvmOptions());
        try (LambdaFunction function = new LambdaFunction(slow, code)) {
            InvocationResult result = function.invoke(Invocation.of(ARN, "\"hello\"".getBytes()));
            assertThat(result.failed()).as(result.text()).isFalse();
        }
    }

    @Test
    void anEnvironmentThatWasStoppedTakesNoEventWhileItsProcessStillEnds() throws Exception {
        ExecutionEnvironment environment = ExecutionEnvironment.start(1, settings(Map.of("SLOW_END", "yes")), code);
        assertThat(environment.invoke(Invocation.of(ARN, "\"hello\"".getBytes()), LONG).failed()).isFalse();
        Thread stop = new Thread(environment::close);
        stop.start();

        await().pollInterval(Duration.ofMillis(5)).until(() -> !environment.isAlive());

        assertThat(environment.process().isAlive()).as("its process").isTrue();
        stop.join();
    }

    @Test
    void aFunctionThatDoesNotStartSaysWhy() throws Exception {
        try (LambdaFunction broken = new LambdaFunction(settings(Map.of("BREAK_INIT", "yes")), code)) {
            InvocationResult result = broken.invoke(Invocation.of(ARN, "{}".getBytes()));
            assertThat(result.failed()).isTrue();
            assertThat(result.text()).contains("Error loading class", TroublesomeHandler.class.getName());
        }
    }

    @Test
    void wrongKeysPoliciesAndNamesAreRefused() {
        assertThatThrownBy(() -> invoke(WRONG_SECRET, InvocationType.REQUEST_RESPONSE, "hello"))
                .isInstanceOfSatisfying(LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        assertThatThrownBy(() -> invoke(ROLE, InvocationType.REQUEST_RESPONSE, "hello")).isInstanceOf(LambdaException.class)
                .hasMessageContaining("lambda:InvokeFunction");
        try (LambdaClient lambda = TestAccess.client(LambdaClient.builder(), server.endpoint(), ADMIN)) {
            assertThatThrownBy(() -> lambda.invoke(call -> call.functionName("another").payload(SdkBytes.fromUtf8String("{}"))))
                    .isInstanceOf(ResourceNotFoundException.class).hasMessageContaining("another");
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "troublesome, -, ''", "troublesome, latest, :latest", "troublesome:operator, -, :operator", "troublesome:operator, operator, :operator",
        "123456789012:function:troublesome, latest, :latest", "arn:aws:lambda:eu-central-1:123456789012:function:troublesome:latest, -, :latest",
        "troublesome, $LATEST, :$LATEST", "troublesome, 1, :1"})
    void theFunctionHearsByWhichAliasItWasCalled(String name, String qualifier, String heard) {
        try (LambdaClient lambda = TestAccess.client(LambdaClient.builder(), server.endpoint(), ADMIN)) {
            String answer = lambda.invoke(call -> call.functionName(name).qualifier(qualifier).payload(SdkBytes.fromUtf8String("\"hello\"")))
                    .payload().asUtf8String();
            assertThat(answer).contains("\"arn\":\"" + ARN + heard + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "troublesome, table, Function not found", "troublesome:table, -, Function not found", "another, latest, Function not found",
        "999999999999:function:troublesome, latest, Function not found", "troublesome, 2, Function not found",
        "troublesome:latest, operator, does not match"})
    void anAliasThatIsNotThereAndTwoAtOnceAreRefused(String name, String qualifier, String error) {
        try (LambdaClient lambda = TestAccess.client(LambdaClient.builder(), server.endpoint(), ADMIN)) {
            assertThatThrownBy(() -> lambda.invoke(call -> call.functionName(name).qualifier(qualifier).payload(SdkBytes.fromUtf8String("{}"))))
                    .isInstanceOf(LambdaException.class).hasMessageContaining(error);
        }
    }

    @Test
    void whatTheApiForbidsIsRefusedInItsWords() {
        try (LambdaClient lambda = TestAccess.client(LambdaClient.builder(), server.endpoint(), ADMIN)) {
            for (int bytes : new int[] {LambdaRest.MAX_EVENT_BYTES + 1, 8 * 1024 * 1024}) {
                assertThatThrownBy(() -> lambda.invoke(call -> call.functionName("troublesome").payload(event(bytes))))
                        .isInstanceOf(RequestTooLargeException.class);
            }
            assertThatThrownBy(() -> lambda.invoke(call -> call.functionName("troublesome").invocationType(InvocationType.EVENT)
                    .payload(event(LambdaRest.MAX_ASYNC_EVENT_BYTES + 1)))).isInstanceOf(RequestTooLargeException.class);
            assertViolation("invocationType", () -> lambda.invoke(call -> call.functionName("troublesome").invocationType("Later")));
            assertViolation("logType", () -> lambda.invoke(call -> call.functionName("troublesome").logType("All")));
            assertViolation("functionName", () -> lambda.invoke(call -> call.functionName("trouble some")));
            assertViolation("qualifier", () -> lambda.invoke(call -> call.functionName("troublesome").qualifier("a b")));
            assertThatThrownBy(() -> lambda.invoke(call -> call.functionName("troublesome").payload(SdkBytes.fromUtf8String("{"))))
                    .isInstanceOf(InvalidRequestContentException.class);
        }
    }

    private static SdkBytes event(int bytes) {
        return SdkBytes.fromUtf8String('"' + "a".repeat(bytes - 2) + '"');
    }

    private static void assertViolation(String member, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(LambdaException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            assertThat(e.awsErrorDetails().errorMessage()).contains("at '" + member + "'");
        });
    }

    @Test
    void theRuntimeApiAnswersTheFunctionOnly() throws Exception {
        try (RuntimeApi api = new RuntimeApi("runtime-test")) {
            String address = api.address().substring(0, api.address().indexOf('/'));
            String secret = api.address().substring(address.length());
            for (String path : new String[] {"", "/" + "0".repeat(32), secret + "0", secret.substring(0, 10)}) {
                HttpResponse<Void> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://" + address + path
                        + "/2018-06-01/runtime/invocation/next")).timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.discarding());
                assertThat(answer.statusCode()).as(path).isIn(403, 404);
            }
            assertThat(api.ready()).isNotDone();
        }
    }

    @Test
    void eventsThatFailedAreInAFileThatNobodyElseReads() throws IOException {
        FailedEvents kept = new FailedEvents(directory.resolve("kept.jsonl"));
        kept.add(new ObjectMapper().createObjectNode().put("face", "secret"), "a test");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.file()))).isEqualTo("rw-------");
    }

    @Test
    void aMissingZipSaysHowToBuildIt() {
        assertThatThrownBy(() -> FunctionCode.unpack(directory.resolve("none.zip"), directory.resolve("none")))
                .isInstanceOf(IOException.class).hasMessageContaining("none.zip").hasMessageContaining("mvn package");
    }
}
