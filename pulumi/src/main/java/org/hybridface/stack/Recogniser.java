// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static java.util.Map.entry;

import com.pulumi.asset.FileArchive;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.lambda.EventSourceMapping;
import com.pulumi.aws.lambda.EventSourceMappingArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.enums.Runtime;
import com.pulumi.aws.lambda.inputs.EventSourceMappingDestinationConfigArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingDestinationConfigOnFailureArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingFilterCriteriaArgs;
import com.pulumi.aws.lambda.inputs.EventSourceMappingFilterCriteriaFilterArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionSnapStartArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Lambda with the cloud routes, and all that calls it: the IoT rules and the table's stream. */
final class Recogniser extends Component {

    /** Name of the function; it crosses borders in logs, metrics and the local cloud. */
    static final String FUNCTION = "face-recogniser";

    /** Where Lambda writes the function's lines. */
    static final String LOG_GROUP = "/aws/lambda/" + FUNCTION;

    static final String HANDLER = "org.hybridface.cloud.FaceHandler::handleRequest";

    /** A record of the stream is tried this often again; then it goes to the failure queue. */
    private static final int RETRIES = 2;

    /** A changed name is told within this time, or goes to the failure queue: the records behind it wait. */
    private static final int OLDEST_RECORD_SECONDS = 3600;

    /** SQS's longest: time to look at what failed. */
    private static final int KEEP_FAILURES_SECONDS = 14 * 24 * 3600;

    private static final int STREAM_BATCH = 10;

    /** Each is a whole event, and all of a batch must be done in one run of the function. */
    private static final int REDRIVE_BATCH = 5;

    /** What Lambda asks of a queue that it reads (Lambda developer guide, "Configuring a queue to use with Lambda"). */
    private static final int VISIBILITY_IN_TIMEOUTS = 6;

    private final LogGroup logs;
    private final Queue failures;
    private final Function function;
    private final Callers callers;
    private final List<TopicToLambda> rules;
    private final EventSourceMapping redrive;

    Recogniser(Settings settings, Place place, FaceMemory memory) {
        super("recogniser");
        // Made by us, not by Lambda at its first line, so that it has a retention and goes with the stack.
        LogGroupArgs.Builder lines = LogGroupArgs.builder().name(LOG_GROUP).retentionInDays(settings.logDays());
        QueueArgs.Builder events = QueueArgs.builder().messageRetentionSeconds(KEEP_FAILURES_SECONDS)
                .visibilityTimeoutSeconds(VISIBILITY_IN_TIMEOUTS * settings.timeoutSeconds());
        memory.key().arn().ifPresentOrElse(key -> {
            lines.kmsKeyId(key);
            events.kmsMasterKeyId(key);
        }, () -> events.sqsManagedSseEnabled(true));
        logs = new LogGroup("recogniser", lines.build(), here());
        failures = new Queue("unanswered-faces", events.build(), here());

        Role role = new Role("recogniser", RoleArgs.builder()
                .description("What the cloud routes may do")
                .assumeRolePolicy(PolicyDocument.trust("lambda.amazonaws.com").json())
                .build(), here());
        RolePolicy rights = new RolePolicy("recogniser", RolePolicyArgs.builder()
                .role(role.id())
                .policy(RecogniserRights.document(settings, place, memory, logs, failures).json())
                .build(), here());

        function = new Function(FUNCTION, FunctionArgs.builder()
                .name(FUNCTION)
                .description("Cloud routes: an unknown face becomes a name")
                .code(new FileArchive(settings.lambdaZip().toString()))
                .handler(HANDLER)
                .runtime(Runtime.Java21)
                .architectures("arm64")
                .role(role.arn())
                .memorySize(settings.memoryMb())
                .timeout(settings.timeoutSeconds())
                .publish(true)
                .snapStart(FunctionSnapStartArgs.builder().applyOn("PublishedVersions").build())
                .loggingConfig(FunctionLoggingConfigArgs.builder().logFormat("Text").logGroup(logs.name()).build())
                .environment(FunctionEnvironmentArgs.builder().variables(environment(settings, place, memory, failures)).build())
                .build(), after(rights, logs));
        callers = new Callers(this, memory);

        tellChanges(settings, memory, rights);
        redrive = redriveFailures(rights);
        rules = connectTopics(settings, place, memory.key());
        new Schedule(this, place);
    }

    /** The Lambda's settings; cloud-routes reads exactly these. */
    private static Output<Map<String, String>> environment(Settings settings, Place place, FaceMemory memory, Queue failures) {
        return Output.all(memory.photos().bucket(), memory.table().name(), memory.collection().collectionId(),
                        place.iotEndpoint(), failures.url(), secret(settings.receiptKey()))
                .applyValue(known -> settings.functionVariables().with(Map.ofEntries(
                        entry("PHOTO_BUCKET", known.get(0)),
                        entry("FACE_TABLE", known.get(1)),
                        entry("COLLECTION_ID", known.get(2)),
                        // A variable of the SDK itself: shadows are reached at the account's own host.
                        entry("AWS_ENDPOINT_URL_IOT_DATA_PLANE", "https://" + known.get(3)),
                        entry("MATCH_THRESHOLD", String.valueOf(settings.matchThreshold())),
                        entry("MATCH_BY", settings.matchBy()),
                        entry("SEARCH_QUALITY", settings.searchQuality()),
                        entry("ENROL_QUALITY", settings.enrolQuality()),
                        entry("UNNAMED_FACE_DAYS", String.valueOf(settings.unnamedFaceDays())),
                        entry("EVENT_DAYS", String.valueOf(settings.eventDays())),
                        entry("CORRECTION_DAYS", String.valueOf(settings.correctionDays())),
                        entry("PHOTO_DAYS", String.valueOf(settings.photoDays())),
                        entry("LOG_DAYS", String.valueOf(settings.logDays())),
                        entry("FAILURE_QUEUE", known.get(4)),
                        entry("SHARING_DEVICES", sharing(settings)),
                        entry("RECEIPT_KEY", known.get(5)),
                        entry("SWEEP", settings.sweep()),
                        entry("SWEEP_DAYS", String.valueOf(settings.sweepDays())),
                        // The second compiler never pays off in a function that runs for milliseconds: measured
                        // 2126 ms instead of 3020 ms to the first event done.
                        entry("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1"))));
    }

    /** Who has the fleet's key, and so may keep what others learnt; a revoked device hears of nothing any more. */
    private static String sharing(Settings settings) {
        List<String> things = settings.devices().stream().map(Device::thing).filter(thing -> !settings.revokedDevices().contains(thing)).toList();
        return settings.fleetKeys().isEmpty() || things.isEmpty() ? "none" : String.join(",", things);
    }

    /** Masked and sealed in the stack's state, and with it the whole environment of the function. */
    private static Output<String> secret(ReceiptKey key) {
        return key.isNone() ? Output.of(key.text()) : Output.ofSecret(key.text());
    }

    private void tellChanges(Settings settings, FaceMemory memory, RolePolicy rights) {
        new EventSourceMapping("name-changed", EventSourceMappingArgs.builder()
                .eventSourceArn(memory.table().streamArn())
                .functionName(callers.table().arn())
                .startingPosition("LATEST")
                .batchSize(STREAM_BATCH)
                .bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(RETRIES)
                .maximumRecordAgeInSeconds(OLDEST_RECORD_SECONDS)
                .functionResponseTypes("ReportBatchItemFailures")
                .filterCriteria(EventSourceMappingFilterCriteriaArgs.builder()
                        .filters(filters(settings))
                        .build())
                .destinationConfig(EventSourceMappingDestinationConfigArgs.builder()
                        .onFailure(EventSourceMappingDestinationConfigOnFailureArgs.builder()
                                .destinationArn(failures.arn()).build())
                        .build())
                .build(), after(rights));
    }

    /** A record passes that fits one of them; AWS allows five. */
    private static List<EventSourceMappingFilterCriteriaFilterArgs> filters(Settings settings) {
        Stream<String> faces = Stream.of(namedFace(), nameRemoved(), faceCorrected(), faceRemoved());
        return Stream.concat(faces, settings.matchesUsers() ? Stream.of(personChanged()) : Stream.empty())
                .map(pattern -> EventSourceMappingFilterCriteriaFilterArgs.builder().pattern(pattern).build()).toList();
    }

    /** Off: an operator turns it on when what made the events fail is mended, and off again when the queue is empty. */
    private EventSourceMapping redriveFailures(RolePolicy rights) {
        CustomResourceOptions.Builder options = options();
        options.dependsOn(rights);
        options.ignoreChanges("enabled");
        return new EventSourceMapping("redrive", EventSourceMappingArgs.builder()
                .eventSourceArn(failures.arn())
                .functionName(callers.redrive().arn())
                .enabled(false)
                .batchSize(REDRIVE_BATCH)
                .functionResponseTypes("ReportBatchItemFailures")
                .build(), options.build());
    }

    /**
     * Passes faces that carry a name, also new ones, which join their person: no events, no sightings of unnamed faces. A filter cannot
     * compare the old with the new name; the route does that. Syntax: Lambda developer guide, "Control which events Lambda sends
     * to your function"; for tables, only the part under {@code dynamodb} is compared.
     */
    private static String namedFace() {
        return OrderedJson.text(OrderedJson.object("dynamodb", OrderedJson.object("NewImage", named())));
    }

    /** Passes faces that a correction changed, named or not. */
    private static String faceCorrected() {
        return OrderedJson.text(OrderedJson.object("dynamodb", OrderedJson.object("NewImage",
                OrderedJson.object("corrected", text(true), "personId", text(true)))));
    }

    /** Passes faces that are deleted or have expired, named or not: they go out of the collection as well. */
    private static String faceRemoved() {
        return changed(OrderedJson.object("personId", text(true)), OrderedJson.object("personId", text(false)));
    }

    /** Passes persons, whose vectors follow their faces. */
    private static String personChanged() {
        return OrderedJson.text(OrderedJson.object("dynamodb", OrderedJson.object("Keys", OrderedJson.object("id",
                OrderedJson.object("S", List.of(OrderedJson.object("prefix", "person#")))))));
    }

    /** Passes faces that lose their name. */
    private static String nameRemoved() {
        return changed(named(), OrderedJson.object("name", text(false)));
    }

    private static String changed(Map<String, Object> before, Map<String, Object> after) {
        return OrderedJson.text(OrderedJson.object("dynamodb", OrderedJson.object("OldImage", before, "NewImage", after)));
    }

    /** Only faces have a person id. */
    private static Map<String, Object> named() {
        return OrderedJson.object("name", text(true), "personId", text(true));
    }

    private static Map<String, Object> text(boolean exists) {
        return OrderedJson.object("S", List.of(OrderedJson.object("exists", exists)));
    }

    private List<TopicToLambda> connectTopics(Settings settings, Place place, DataKey key) {
        Role errors = TopicToLambda.errorRole(this, place, failures, key);
        return Stream.concat(DeviceTopics.toTheCloud(settings).stream().map(topic -> TopicToLambda.messages(topic, this, place, errors)),
                Stream.of(TopicToLambda.mailboxEmptied(this, place, errors))).toList();
    }

    private CustomResourceOptions after(Resource... resources) {
        CustomResourceOptions.Builder options = options();
        options.dependsOn(resources);
        return options.build();
    }

    Function function() {
        return function;
    }

    Callers callers() {
        return callers;
    }

    Queue failures() {
        return failures;
    }

    /** From the failure queue to the function; off until an operator turns it on. */
    EventSourceMapping redrive() {
        return redrive;
    }

    LogGroup logs() {
        return logs;
    }

    List<TopicToLambda> rules() {
        return rules;
    }
}
