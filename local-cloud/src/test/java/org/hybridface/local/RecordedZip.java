// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hybridface.local.policy.Call;
import org.hybridface.local.stack.Stack;

/** The Lambda zip as it ships, and one class more: the {@link CallRecorder}, which the SDK finds by itself. */
final class RecordedZip {

    /** Where the SDK looks for interceptors of all its clients. */
    private static final String HOOK = "software/amazon/awssdk/global/handlers/execution.interceptors";

    /** Begins what the recorder writes of a transaction. */
    private static final String WRITES = "writes";

    private RecordedZip() {
    }

    static Path of(Path zip, Path copy) throws IOException {
        try (ZipInputStream from = new ZipInputStream(Files.newInputStream(zip));
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream to = new ZipOutputStream(file)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.transferTo(to);
            }
            String recorder = CallRecorder.class.getName().replace('.', '/') + ".class";
            to.putNextEntry(new ZipEntry(recorder));
            try (InputStream code = CallRecorder.class.getResourceAsStream("/" + recorder)) {
                code.transferTo(to);
            }
            to.putNextEntry(new ZipEntry(HOOK));
            to.write(CallRecorder.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return copy;
    }

    /** The recorded calls as IAM sees them. */
    static List<Call> calls(Path recorded, Stack stack) throws IOException {
        try (var lines = Files.lines(recorded)) {
            return lines.flatMap(line -> iam(line, stack).stream()).distinct().toList();
        }
    }

    /** Service authorization reference: which operation needs which action on which resource. */
    private static List<Call> iam(String line, Stack stack) {
        String[] parts = line.split("\t");
        String operation = parts[1];
        Map<String, String> names = Arrays.stream(parts).skip(2).filter(part -> !part.isEmpty())
                .collect(Collectors.toMap(part -> part.substring(0, part.indexOf('=')), part -> part.substring(part.indexOf('=') + 1)));
        return switch (parts[0]) {
            case "S3" -> List.of(s3(operation, names));
            case "Sqs" -> List.of(Call.of("sqs:" + operation, stack.redrive().queue()));
            case "DynamoDb" -> dynamoDb(operation, names, stack);
            case "Rekognition" -> rekognition(operation, names, stack);
            case "IotDataPlane" -> names.containsKey("topic") ? message(operation, names, stack) : List.of(Call.of("iot:" + operation,
                    stack.arn("iot", "thing/" + names.get("thingName") + "/" + names.get("shadowName"))));
            default -> throw new AssertionError("the Lambda calls a service nobody expected: " + line);
        };
    }

    private static Call s3(String operation, Map<String, String> names) {
        String bucket = "arn:aws:s3:::" + names.get("Bucket");
        return switch (operation) {
            case "HeadBucket", "ListObjectsV2" -> Call.of("s3:ListBucket", bucket);
            case "ListObjectVersions" -> Call.of("s3:ListBucketVersions", bucket);
            default -> Call.of("s3:" + operation + (names.containsKey("VersionId") ? "Version" : ""), bucket + "/" + names.get("Key"));
        };
    }

    private static List<Call> message(String operation, Map<String, String> names, Stack stack) {
        String topic = stack.arn("iot", "topic/" + names.get("topic"));
        return "true".equals(names.get("retain")) ? List.of(Call.of("iot:Publish", topic), Call.of("iot:RetainPublish", topic))
                : List.of(Call.of("iot:" + operation, topic));
    }

    /** A transaction needs the right to each of its writes (DynamoDB developer guide, "Using IAM with DynamoDB transactions"). */
    private static List<Call> dynamoDb(String operation, Map<String, String> names, Stack stack) {
        return operation.equals("TransactWriteItems")
                ? names.entrySet().stream().filter(name -> name.getKey().startsWith(WRITES))
                        .map(name -> Call.of("dynamodb:" + name.getKey().substring(WRITES.length()) + "Item", stack.arn("dynamodb", "table/" + name.getValue()))).toList()
                : List.of(Call.of("dynamodb:" + operation, stack.arn("dynamodb", "table/" + names.get("TableName"))));
    }

    private static List<Call> rekognition(String operation, Map<String, String> names, Stack stack) {
        Call call = Call.of("rekognition:" + operation, stack.arn("rekognition", "collection/" + names.get("CollectionId")));
        return names.containsKey("photoKey")
                ? List.of(call, Call.of("s3:GetObject", "arn:aws:s3:::" + names.get("photoBucket") + "/" + names.get("photoKey")))
                : List.of(call);
    }
}
