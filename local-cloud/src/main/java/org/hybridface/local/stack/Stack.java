// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hybridface.local.policy.PolicyDocument;

/**
 * What is provisioned in the cloud: the resource graph that the Pulumi program recorded in {@code stack.json}. The local cloud takes
 * every name, policy and limit from here, so that there is one truth.
 *
 * @param region           for example {@code eu-central-1}
 * @param account          12 digits
 * @param bucket           of photos
 * @param table            of faces and events
 * @param seeds            items the table starts with, in DynamoDB's JSON
 * @param collection       id of the Rekognition collection
 * @param function         the recogniser
 * @param stream           how the table's stream reaches the recogniser
 * @param rules            from MQTT to the recogniser
 * @param redrive          how the failure queue is delivered again, when somebody says so
 * @param schedules        what calls the recogniser every so often
 * @param permissions      which services may call which alias of the recogniser
 * @param things           names of the devices
 * @param devicePolicy     IoT policy of every device
 * @param recogniserPolicy IAM policy of the recogniser's role
 * @param operatorPolicy   IAM policy for people and tools that enrol and name faces
 */
public record Stack(String region, String account, String bucket, Table table, List<JsonNode> seeds, String collection,
        Function function, StreamMapping stream, List<Rule> rules, Redrive redrive, List<Schedule> schedules, List<Permission> permissions, List<String> things,
        PolicyDocument devicePolicy, PolicyDocument recogniserPolicy, PolicyDocument operatorPolicy) {

    /** The alias for people and tools with a right of their own; the others are named by the rules and the event source mapping. */
    public static final String OPERATOR = "operator";

    private static final String RESOURCE = "/stack.json";
    private static final String USERS_RESOURCE = "/stack-users.json";
    /** EventBridge user guide, "Rate expressions". */
    private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)s?\\)");
    /** What Lambda does without a FunctionEventInvokeConfig (developer guide, "Error handling for asynchronous invocation"). */
    private static final int DEFAULT_ASYNC_RETRIES = 2;

    /** A DynamoDB table with a text key. */
    public record Table(String name, String key, String ttlAttribute, String streamViewType) {
    }

    /**
     * A Lambda function.
     *
     * @param aliases      one for each kind of caller
     * @param environment  the variables it gets, beside those of the platform
     * @param asyncRetries further attempts of an asynchronous event that failed
     */
    public record Function(String name, List<String> aliases, String handler, String role, Map<String, String> environment, int memoryMb,
            Duration timeout, int asyncRetries) {
    }

    /**
     * An event source mapping.
     *
     * @param function        ARN that is called, with its alias
     * @param retries         further attempts of a batch that failed
     * @param bisect          whether a failed batch is split, to find the record at fault
     * @param partialFailures whether the function names the records that failed ({@code ReportBatchItemFailures})
     * @param filters         event patterns; a record that matches none is skipped
     */
    public record StreamMapping(String function, int batchSize, int retries, boolean bisect, boolean partialFailures, List<JsonNode> filters) {
    }

    /**
     * An IoT rule whose action is the recogniser.
     *
     * @param function   ARN that is called, with its alias
     * @param keepsFailed whether its error action puts what could not be handed over into the failure queue
     */
    public record Rule(String name, String sql, String function, boolean keepsFailed) {
    }

    /**
     * An event source mapping from the failure queue to the recogniser.
     *
     * @param queue    the queue's ARN
     * @param function ARN that is called, with its alias
     */
    public record Redrive(String queue, String function, int batchSize) {
    }

    /**
     * An EventBridge rule whose target is the recogniser.
     *
     * @param rate     how often
     * @param function ARN that is called, with its alias
     * @param event    what it is called with
     */
    public record Schedule(String name, Duration rate, String function, String event) {
    }

    /**
     * A statement of the recogniser's resource policy.
     *
     * @param service   who may call, for example {@code iot.amazonaws.com}
     * @param sourceArn on whose behalf, for example a rule's ARN
     * @param function  ARN that may be called, with its alias
     */
    public record Permission(String service, String sourceArn, String function) {
    }

    /** The graph that is packed with the local cloud. */
    public static Stack packed() {
        return read(json(RESOURCE));
    }

    /**
     * The packed graph of a stack with another {@code match-by}.
     *
     * @param matchBy {@code faces} or {@code users}
     * @throws IllegalArgumentException for anything else
     */
    public static Stack matchingBy(String matchBy) {
        return switch (matchBy) {
            case "faces" -> packed();
            case "users" -> read(with(json(RESOURCE), json(USERS_RESOURCE)));
            default -> throw new IllegalArgumentException("'" + matchBy + "' is nothing a face is compared with: give faces or users");
        };
    }

    /**
     * The same with variables of the owner's own for the function: an edited route reads {@code {{alert.topic}}} from {@code ALERT_TOPIC}.
     *
     * @param variables {@code NAME=value}, several with a semicolon between
     * @throws IllegalArgumentException when it is nothing like that, or a variable that the stack sets itself; the text says what to give
     */
    public Stack withFunctionEnvironment(String variables) {
        Map<String, String> all = new TreeMap<>(function.environment());
        for (String variable : variables.split(";")) {
            String[] parts = variable.strip().split("=", 2);
            if (parts.length < 2 || !parts[0].matches("[A-Z][A-Z0-9_]+")) {
                throw new IllegalArgumentException("'" + variable.strip() + "' is no variable: give NAME=value in capitals, as ALERT_TOPIC for {{alert.topic}}, several"
                        + " with a semicolon between");
            } else if (all.putIfAbsent(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException("'" + parts[0] + "' is set already, by the stack or twice here");
            }
        }
        Function own = new Function(function.name(), function.aliases(), function.handler(), function.role(), Map.copyOf(all), function.memoryMb(),
                function.timeout(), function.asyncRetries());
        return new Stack(region, account, bucket, table, seeds, collection, own, stream, rules, redrive, schedules, permissions, things, devicePolicy,
                recogniserPolicy, operatorPolicy);
    }

    /** The graph with some resources in place of those of the same type and name. */
    private static JsonNode with(JsonNode graph, JsonNode others) {
        ArrayNode resources = (ArrayNode) graph.path("resources");
        others.path("resources").forEach(other -> {
            for (int i = 0; i < resources.size(); i++) {
                if (resources.get(i).path("type").equals(other.path("type")) && resources.get(i).path("name").equals(other.path("name"))) {
                    resources.set(i, other);
                }
            }
        });
        return graph;
    }

    private static JsonNode json(String resource) {
        try (InputStream in = Stack.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not packed with the local cloud: build it again");
            }
            // DynamoDB labels a stream when it makes it: the recorded label is another's, so any will do.
            return new ObjectMapper().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?<=/stream/)[0-9T:.-]+", "*"));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException when the graph lacks something the local cloud needs, saying what */
    public static Stack read(JsonNode graph) {
        Graph resources = new Graph(graph);
        JsonNode table = resources.one("aws:dynamodb/table:Table");
        JsonNode function = resources.one("aws:lambda/function:Function");
        String role = resources.oneResource("aws:iam/role:Role",
                resource -> resource.path("added").path("arn").asText().equals(function.path("role").asText())).path("name").asText();
        JsonNode mapping = mapping(resources, "dynamodb");
        JsonNode redrive = mapping(resources, "sqs");
        return new Stack(graph.path("region").asText(), graph.path("account").asText(),
                resources.oneResource("aws:s3/bucketV2:BucketV2", any -> true).path("added").path("bucket").asText(),
                new Table(resources.oneResource("aws:dynamodb/table:Table", any -> true).path("added").path("name").asText(),
                        table.path("hashKey").asText(), table.path("ttl").path("attributeName").asText(),
                        table.path("streamViewType").asText()),
                resources.all("aws:dynamodb/tableItem:TableItem").stream().map(item -> item.path("item")).toList(),
                resources.one("aws:rekognition/collection:Collection").path("collectionId").asText(),
                new Function(function.path("name").asText(),
                        resources.all("aws:lambda/alias:Alias").stream().map(alias -> alias.path("name").asText()).toList(),
                        function.path("handler").asText(), role, texts(function.path("environment").path("variables")),
                        function.path("memorySize").asInt(), Duration.ofSeconds(function.path("timeout").asLong()),
                        resources.all("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").stream()
                                .mapToInt(config -> config.path("maximumRetryAttempts").asInt()).max().orElse(DEFAULT_ASYNC_RETRIES)),
                new StreamMapping(mapping.path("functionName").asText(), mapping.path("batchSize").asInt(),
                        mapping.path("maximumRetryAttempts").asInt(), mapping.path("bisectBatchOnFunctionError").asBoolean(),
                        mapping.path("functionResponseTypes").toString().contains("ReportBatchItemFailures"), patterns(mapping)),
                resources.all("aws:iot/topicRule:TopicRule").stream().filter(rule -> rule.path("enabled").asBoolean())
                        .map(rule -> new Rule(rule.path("name").asText(), rule.path("sql").asText(),
                                rule.at("/lambdas/0/functionArn").asText(), rule.at("/errorAction/sqs/queueUrl").isTextual())).toList(),
                new Redrive(redrive.path("eventSourceArn").asText(), redrive.path("functionName").asText(), redrive.path("batchSize").asInt()),
                resources.all("aws:cloudwatch/eventTarget:EventTarget").stream().map(target -> schedule(resources, target)).toList(),
                resources.all("aws:lambda/permission:Permission").stream()
                        .filter(permission -> permission.path("action").asText().equals("lambda:InvokeFunction"))
                        .map(permission -> new Permission(permission.path("principal").asText(), permission.path("sourceArn").asText(),
                                functionArn(graph, permission.path("function").asText(), permission.path("qualifier").asText()))).toList(),
                resources.all("aws:iot/thing:Thing").stream().map(thing -> thing.path("name").asText()).toList(),
                PolicyDocument.of(resources.one("aws:iot/policy:Policy").path("policy")),
                PolicyDocument.of(resources.oneResource("aws:iam/rolePolicy:RolePolicy",
                        resource -> resource.path("inputs").path("role").asText().equals(role)).path("inputs").path("policy")),
                PolicyDocument.of(resources.one("aws:iam/policy:Policy").path("policy")));
    }

    /** The same stack with another policy for the recogniser's role, to see what a missing right does. */
    public Stack withRecogniserPolicy(PolicyDocument policy) {
        return new Stack(region, account, bucket, table, seeds, collection, function, stream, rules, redrive, schedules, permissions, things, devicePolicy,
                policy, operatorPolicy);
    }

    /** The same stack with another resource policy of the recogniser. */
    public Stack withPermissions(List<Permission> other) {
        return new Stack(region, account, bucket, table, seeds, collection, function, stream, rules, redrive, schedules, other, things, devicePolicy,
                recogniserPolicy, operatorPolicy);
    }

    /** The same stack with other schedules. */
    public Stack withSchedules(List<Schedule> other) {
        return new Stack(region, account, bucket, table, seeds, collection, function, stream, rules, redrive, other, permissions, things, devicePolicy,
                recogniserPolicy, operatorPolicy);
    }

    /** The ARN of a resource of this account and region. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** The recogniser's ARN without an alias; nobody calls it by this one. */
    public String functionArn() {
        return arn("lambda", "function:" + function.name());
    }

    /** The ARN by which one kind of caller calls the recogniser: that of its alias. */
    public String functionArn(String alias) {
        return functionArn() + ":" + alias;
    }

    private static String functionArn(JsonNode graph, String function, String qualifier) {
        String arn = function.startsWith("arn:") ? function
                : "arn:aws:lambda:" + graph.path("region").asText() + ":" + graph.path("account").asText() + ":function:" + function;
        return qualifier.isEmpty() ? arn : arn + ":" + qualifier;
    }

    /** The one event source mapping that reads from a service. */
    private static JsonNode mapping(Graph resources, String service) {
        return resources.oneResource("aws:lambda/eventSourceMapping:EventSourceMapping",
                mapping -> mapping.path("inputs").path("eventSourceArn").asText().startsWith("arn:aws:" + service + ":")).path("inputs");
    }

    /** @throws IllegalArgumentException when its rule has no rate this class knows */
    private static Schedule schedule(Graph resources, JsonNode target) {
        String name = target.path("rule").asText();
        String expression = resources.oneResource("aws:cloudwatch/eventRule:EventRule",
                rule -> rule.path("added").path("name").asText().equals(name)).path("inputs").path("scheduleExpression").asText();
        Matcher rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new IllegalArgumentException("the local cloud knows schedules like rate(1 hour) only, not " + expression);
        }
        ChronoUnit unit = ChronoUnit.valueOf(rate.group(2).toUpperCase(Locale.ROOT) + "S");
        return new Schedule(name, Duration.of(Long.parseLong(rate.group(1)), unit), target.path("arn").asText(), target.path("input").isTextual()
                ? target.path("input").asText() : target.path("input").toString());
    }

    private static List<JsonNode> patterns(JsonNode mapping) {
        List<JsonNode> patterns = new ArrayList<>();
        mapping.path("filterCriteria").path("filters").forEach(filter -> patterns.add(filter.path("pattern")));
        return List.copyOf(patterns);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.fields().forEachRemaining(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** Finds resources by type. */
    private record Graph(JsonNode root) {

        List<JsonNode> all(String type) {
            return resources(type).map(resource -> resource.path("inputs")).toList();
        }

        JsonNode one(String type) {
            return oneResource(type, any -> true).path("inputs");
        }

        JsonNode oneResource(String type, Predicate<JsonNode> which) {
            List<JsonNode> found = resources(type).filter(which).toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException("the stack has " + found.size() + " fitting resources of type " + type
                        + ", and the local cloud needs exactly one: record stack.json again");
            }
            return found.get(0);
        }

        private Stream<JsonNode> resources(String type) {
            return StreamSupport.stream(root.path("resources").spliterator(), false)
                    .filter(resource -> resource.path("type").asText().equals(type));
        }
    }
}
