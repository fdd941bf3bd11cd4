// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hybridface.local.access.Accounts;
import org.hybridface.local.access.CallCounter;
import org.hybridface.local.broker.Broker;
import org.hybridface.local.broker.IotPolicy;
import org.hybridface.local.broker.ServiceClient;
import org.hybridface.local.dynamodb.DynamoDbServer;
import org.hybridface.local.dynamodb.FaceTable;
import org.hybridface.local.fault.Content;
import org.hybridface.local.fault.Faults;
import org.hybridface.local.fault.FaultyLink;
import org.hybridface.local.fault.Processes;
import org.hybridface.local.files.PrivateFiles;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.AwsProtocol;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.LoopbackServer;
import org.hybridface.local.http.SignedService;
import org.hybridface.local.identity.CertificateAuthority;
import org.hybridface.local.lambda.AsyncInvoker;
import org.hybridface.local.lambda.FailedEvents;
import org.hybridface.local.lambda.FailureQueueServer;
import org.hybridface.local.lambda.FunctionCode;
import org.hybridface.local.lambda.FunctionSettings;
import org.hybridface.local.lambda.Invocation;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.lambda.LambdaFunction;
import org.hybridface.local.lambda.LambdaRest;
import org.hybridface.local.lambda.Redriver;
import org.hybridface.local.lambda.Retries;
import org.hybridface.local.lambda.ScheduledEvents;
import org.hybridface.local.page.FailuresPart;
import org.hybridface.local.page.FaultsPart;
import org.hybridface.local.page.OperatorPage;
import org.hybridface.local.page.OperatorToken;
import org.hybridface.local.rekognition.PhotoUnavailableException;
import org.hybridface.local.rekognition.RekognitionOptions;
import org.hybridface.local.rekognition.RekognitionServer;
import org.hybridface.local.rule.RuleRoutes;
import org.hybridface.local.s3.ObjectUnavailableException;
import org.hybridface.local.s3.S3Server;
import org.hybridface.local.shadow.MessageRest;
import org.hybridface.local.shadow.ShadowMqtt;
import org.hybridface.local.shadow.ShadowRest;
import org.hybridface.local.shadow.Shadows;
import org.hybridface.local.stack.Stack;
import org.hybridface.local.stream.StreamPoller;
import org.hybridface.messages.FleetKeys;
import org.hybridface.vision.models.FaceModels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.ResourceAlreadyExistsException;

/**
 * A small AWS on one machine: {@link #start} it, point SDK clients at its {@link #endpoints}, give a {@link #thing} to a device, and
 * {@link #close} it. Listens on 127.0.0.1 only. Thread safe.
 */
public final class LocalCloud implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCloud.class);
    /** A shadow request may be 8 KB; more is read only to be refused in the service's words. */
    private static final int MAX_SHADOW_REQUEST_BYTES = 128 * 1024;

    private final LocalCloudSettings settings;
    private final Stack stack;
    private final Clock clock = Clock.systemUTC();
    private final Closing closing = new Closing();
    private final Accounts accounts;
    private final CallCounter calls;
    private final Credentials credentials;
    private final FailedEvents failures;
    private Shadows shadows;
    private CertificateAuthority authority;
    private final Faults faults = closing.add(new Faults());
    private Endpoints endpoints;
    private LoopbackServer page;
    private LambdaFunction function;
    private AsyncInvoker async;

    private LocalCloud(LocalCloudSettings settings) {
        this.settings = settings;
        this.stack = settings.stack();
        this.accounts = Accounts.of(stack);
        this.calls = new CallCounter(accounts.policies(stack));
        this.credentials = accounts.credentials();
        this.failures = new FailedEvents(settings.dataDirectory().resolve("unanswered-faces.jsonl"));
    }

    /**
     * Starts every service and provisions what the stack says.
     *
     * @throws IOException when something does not start; the message says what, where and what to do, and nothing is left running
     */
    public static LocalCloud start(LocalCloudSettings settings) throws IOException {
        LocalCloud cloud = new LocalCloud(settings);
        try {
            long began = System.nanoTime();
            cloud.start();
            LOG.info("the local cloud is up after {} ms, data in {}", (System.nanoTime() - began) / 1_000_000, settings.dataDirectory());
            return cloud;
        } catch (IOException | RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    private void start() throws IOException {
        Path data = settings.dataDirectory();
        PrivateFiles.folder(data);
        shadows = Shadows.in(settings.kept("shadows"), clock);
        LocalCloudSettings.Ports ports = settings.ports();
        // The slow ones side by side: keys and broker, DynamoDB, models of Rekognition.
        var unpacking = Starting.of(() -> FunctionCode.unpack(settings.lambdaZip(), data.resolve("lambda")));
        var dynamoStarting = Starting.of(() -> closing.add(DynamoDbServer.start(ports.dynamoDb(), stack.region(), stack.account(),
                credentials, calls, clock, settings.kept("dynamodb"))));
        var brokerStarting = Starting.of(() -> startBroker(data, breakable() ? 0 : ports.mqtt()));
        var s3Starting = Starting.of(() -> closing.add(S3Server.start(ports.s3(), data.resolve("s3"), stack.region(),
                stack.account(), credentials, calls)));
        var rekognitionStarting = Starting.of(() -> startRekognition(ports.rekognition(), s3Starting.get()));
        S3Server s3 = s3Starting.get();
        DynamoDbServer dynamoDb = dynamoStarting.get();
        Broker broker = brokerStarting.get();
        RekognitionServer rekognition = rekognitionStarting.get();

        ServiceClient messages = closing.add(ServiceClient.connect(broker.url(), authority.service("messages"), "message-service"));
        LoopbackServer iotData = closing.add(LoopbackServer.start("iot-data", ports.iotData(), MAX_SHADOW_REQUEST_BYTES,
                new SignedService(ShadowRest.SIGNING_NAME, stack.region(), AwsProtocol.REST_JSON, credentials, clock,
                        new MessageRest(messages(broker, messages), calls, stack.region(), stack.account(),
                                new ShadowRest(shadows, calls, stack.region(), stack.account(), clock)))));
        LoopbackServer sqs = closing.add(LoopbackServer.start("sqs", 0, MAX_SHADOW_REQUEST_BYTES,
                new SignedService(FailureQueueServer.SIGNING_NAME, stack.region(), AwsProtocol.AWS_JSON_1_1, credentials, clock,
                        new FailureQueueServer(failures, stack.redrive().queue(), calls, clock))));
        Map<String, String> variables = Endpoints.variables(stack.region(), link("s3", s3.endpoint()), link("dynamodb", dynamoDb.endpoint()),
                link("rekognition", rekognition.endpoint()), link("iot", iotData.endpoint()));
        variables.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
        function = closing.add(new LambdaFunction(functionSettings(variables), unpacking.get()));
        function.warmUp();
        faults.add("function", new Processes(function::processes));
        async = closing.add(new AsyncInvoker(function,
                new Retries(stack.function().asyncRetries(), settings.retryPause()), failures, clock));
        LoopbackServer lambda = closing.add(LoopbackServer.start("lambda", ports.lambda(), LambdaRest.MAX_EVENT_BYTES,
                new SignedService(LambdaRest.SIGNING_NAME, stack.region(), AwsProtocol.REST_JSON, credentials, clock,
                        new LambdaRest(function, async, calls))));
        endpoints = new Endpoints(stack.region(), s3.endpoint(), dynamoDb.endpoint(), rekognition.endpoint(), iotData.endpoint(),
                lambda.endpoint(), link(broker));
        page = closing.add(LoopbackServer.start("page", ports.page(), OperatorPage.MAX_REQUEST_BYTES, new OperatorPage(
                OperatorToken.create(operatorToken()), Map.of("faults", new FaultsPart(faults),
                "failures", new FailuresPart(failures, new Redriver(stack, failures, function))))));
        s3.makeBucket(stack.bucket());
        // Each loads some hundred classes of the SDK or of Camel, so side by side again.
        var tableStarting = Starting.of(this::startTable);
        var rulesStarting = Starting.of(() -> startRules(broker));
        startCollection();
        tableStarting.get();
        rulesStarting.get();
        closing.add(ScheduledEvents.start(stack, async::accept));
    }

    private Broker startBroker(Path data, int port) throws IOException {
        authority = CertificateAuthority.open(data.resolve("identity"), clock);
        return closing.add(Broker.start(port, data.resolve("broker"), authority,
                new IotPolicy(stack.devicePolicy(), stack.region(), stack.account())));
    }

    private RekognitionServer startRekognition(int port, S3Server s3) throws IOException {
        RekognitionOptions options = RekognitionOptions.of(stack.region()).withAccount(stack.account()).withPort(port)
                .withModels(settings.detector(), settings.embedder());
        RekognitionOptions stored = settings.kept("collections")
                .map(folder -> options.withStorage(folder, settings.dataDirectory().resolve("collections.key"))).orElse(options);
        return closing.add(RekognitionServer.start(stored, FaceModels.open(settings.modelsDirectory()), (bucket, key, max, caller) -> {
            try {
                return s3.read(bucket, key, max, caller);
            } catch (ObjectUnavailableException e) {
                throw new PhotoUnavailableException(e.getMessage(), e);
            }
        }, credentials, calls, clock));
    }

    private static MessageRest.Messages messages(Broker broker, ServiceClient client) {
        return new MessageRest.Messages() {
            @Override
            public void publish(String topic, byte[] payload, boolean retained) {
                client.publish(topic, payload, retained);
            }

            @Override
            public Optional<byte[]> retained(String topic) {
                return broker.retained(topic);
            }
        };
    }

    /** What signs the receipts of erasures; made at the first start, and kept beside the devices' certificates with its public half. */
    private String receiptKey() throws IOException {
        Path identity = PrivateFiles.folder(settings.dataDirectory().resolve("identity"));
        Path file = identity.resolve("receipt.key");
        if (Files.notExists(file)) {
            try {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                PrivateFiles.append(identity.resolve("receipt.pub"), "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
                PrivateFiles.append(file, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK since 15 has Ed25519", e);
            }
        }
        return Files.readString(file).strip();
    }

    private boolean breakable() {
        return settings.links() == LocalCloudSettings.Links.BREAKABLE;
    }

    /** How the function reaches a service. */
    private URI link(String name, URI service) throws IOException {
        if (!breakable()) {
            return service;
        }
        FaultyLink link = closing.add(FaultyLink.to(name, new InetSocketAddress(service.getHost(), service.getPort()), Content.PLAIN_HTTP));
        faults.add(name, link);
        return URI.create(service.getScheme() + "://" + service.getHost() + ":" + link.port());
    }

    /** How devices reach the broker. */
    private String link(Broker broker) throws IOException {
        if (!breakable()) {
            return broker.url();
        }
        FaultyLink link = closing.add(FaultyLink.to("broker", new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()),
                Content.ENCRYPTED, settings.ports().mqtt()));
        faults.add("broker", link);
        return "ssl://127.0.0.1:" + link.port();
    }

    private FunctionSettings functionSettings(Map<String, String> urls) throws IOException {
        Map<String, String> environment = new HashMap<>(stack.function().environment());
        environment.put("RECEIPT_KEY", receiptKey());
        environment.putAll(urls); // also over the stack's address of the real IoT data plane
        environment.putAll(Endpoints.variables(accounts.recogniser()));
        return new FunctionSettings(stack.function().name(), stack.functionArn(), stack.function().aliases(), stack.function().handler(),
                environment, stack.function().memoryMb(), stack.function().timeout(), settings.concurrency(), settings.jvmOptions());
    }

    private void startCollection() {
        try (RekognitionClient rekognition = Clients.client(RekognitionClient.builder(), endpoints.rekognition(), stack.region(),
                accounts.administrator())) {
            rekognition.createCollection(request -> request.collectionId(stack.collection()));
        } catch (ResourceAlreadyExistsException e) {
            LOG.debug("it was kept, or the SDK repeated the request, whose first answer was slow or lost");
        }
    }

    /** The table with its first items; the stream reaches the recogniser from then on. */
    private StreamPoller startTable() {
        String streamArn;
        try (DynamoDbClient dynamoDb = Clients.client(DynamoDbClient.builder(), endpoints.dynamoDb(), stack.region(),
                accounts.administrator())) {
            streamArn = FaceTable.create(dynamoDb, stack);
        }
        // Of a kept stream nobody knows what the function had when it ended; it takes nothing twice for new.
        ShardIteratorType from = settings.state() == LocalCloudSettings.State.KEPT ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.LATEST;
        return closing.add(StreamPoller.start(from, Clients.client(DynamoDbStreamsClient.builder(), endpoints.dynamoDb(), stack.region(),
                accounts.administrator()), streamArn, stack, function, new Retries(stack.stream().retries(), settings.retryPause()),
                failures, clock));
    }

    private RuleRoutes startRules(Broker broker) throws IOException {
        ShadowMqtt.serve(shadows, closing.add(ServiceClient.connect(broker.url(), authority.service("shadow"), "shadow-service")));
        Map<String, LambdaClient> lambdas = new HashMap<>();
        accounts.rules().forEach((rule, key) -> lambdas.put(rule,
                closing.add(Clients.client(LambdaClient.builder(), endpoints.lambda(), stack.region(), key))));
        return closing.add(RuleRoutes.start(stack, broker.url(), authority.service("rules"), lambdas, failures, clock));
    }

    public Stack stack() {
        return stack;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** The administrator's key, for SDK clients of tests and of people who look around. */
    public AccessKey administrator() {
        return accounts.administrator();
    }

    /** The key of somebody who enrols people and edits names, and may do nothing else. */
    public AccessKey operator() {
        return accounts.operator();
    }

    /**
     * A device of the stack with its certificate, made at the first call.
     *
     * @throws IllegalArgumentException when the stack has no such thing
     */
    public Device thing(String name) throws IOException {
        if (!stack.things().contains(name)) {
            throw new IllegalArgumentException("the stack has no thing '" + name + "'; it has " + stack.things()
                    + ": take one of these, or add a device to the Pulumi program and record stack.json again");
        }
        return new Device(endpoints.mqtt(), fleetKey(), authority.thing(name));
    }

    /** What seals whom the devices share; made at the first call, and kept beside their certificates. */
    private synchronized Path fleetKey() throws IOException {
        Path file = settings.dataDirectory().resolve("identity").resolve("fleet.key");
        if (Files.notExists(file)) {
            PrivateFiles.append(file, FleetKeys.fresh() + "\n");
        }
        return file;
    }

    /** Calls an alias of the recogniser and waits for its answer, as a synchronous Invoke does that nobody refuses. */
    public InvocationResult invoke(String alias, String json) throws InterruptedException {
        return function.invoke(Invocation.of(stack.functionArn(alias), json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Events that failed for good. */
    public FailedEvents failures() {
        return failures;
    }

    /** How often a recogniser's call such as {@code s3:PutObject} was made and allowed. */
    public long recogniserCalls(String action) {
        return calls.count(accounts.recogniser().principal(), action);
    }

    /** Every distinct call of everybody so far. */
    public CallCounter calls() {
        return calls;
    }

    /** What can go wrong on purpose; links only when the settings say so. */
    public Faults faults() {
        return faults;
    }

    /** The address of its own page. */
    public URI page() {
        return page.endpoint();
    }

    /** The file with the token that the page asks for. */
    public Path operatorToken() {
        return settings.dataDirectory().resolve("operator.token");
    }

    /** The device shadows, to look into. */
    public Shadows shadows() {
        return shadows;
    }

    /** Whether no asynchronous event is under way. */
    public boolean isIdle() {
        return async.underway() == 0;
    }

    @Override
    public void close() {
        closing.close();
    }
}
