// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What AWS would answer: ids, ARNs and names of created resources, in an account that does not exist. */
final class FakeAws {

    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";
    static final String IOT_ENDPOINT = "example-ats.iot." + REGION + ".amazonaws.com";

    /** Not a key: tests look for this text to prove that it is treated as one. */
    static final String PRIVATE_KEY = "-----BEGIN RSA PRIVATE KEY-----\nsecret of the test\n-----END RSA PRIVATE KEY-----\n";

    private FakeAws() {
    }

    /** @throws IllegalArgumentException for a call this program has no reason to make */
    static Map<String, Object> invoke(String token) {
        return switch (token) {
            case "aws:index/getCallerIdentity:getCallerIdentity" -> Map.of("accountId", ACCOUNT,
                    "arn", "arn:aws:iam::" + ACCOUNT + ":user/test", "id", ACCOUNT, "userId", "test");
            case "aws:index/getRegion:getRegion" -> Map.of("name", REGION, "id", REGION, "description", REGION,
                    "endpoint", "ec2." + REGION + ".amazonaws.com");
            case "aws:index/getPartition:getPartition" -> Map.of("partition", "aws", "id", "aws",
                    "dnsSuffix", "amazonaws.com", "reverseDnsPrefix", "com.amazonaws");
            case "aws:iot/getEndpoint:getEndpoint" -> Map.of("endpointAddress", IOT_ENDPOINT,
                    "endpointType", "iot:Data-ATS", "id", IOT_ENDPOINT);
            default -> throw new IllegalArgumentException("the program calls " + token + ", which no test expects");
        };
    }

    /** What AWS adds to the inputs of a resource. An automatic name is the resource's name without a random end. */
    static Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
        Map<String, Object> added = new LinkedHashMap<>();
        switch (type) {
            case "aws:s3/bucketV2:BucketV2" -> {
                added.put("bucket", name);
                added.put("arn", "arn:aws:s3:::" + name);
            }
            case "aws:dynamodb/table:Table" -> {
                added.put("name", name);
                added.put("arn", arn("dynamodb", "table/" + name));
                added.put("streamArn", arn("dynamodb", "table/" + name + "/stream/2026-01-01T00:00:00.000"));
            }
            case "aws:rekognition/collection:Collection" ->
                    added.put("arn", arn("rekognition", "collection/" + inputs.get("collectionId")));
            case "aws:kms/key:Key" -> added.put("arn", arn("kms", "key/" + name));
            case "aws:cloudwatch/logGroup:LogGroup" -> added.put("arn", arn("logs", "log-group:" + inputs.get("name")));
            case "aws:sqs/queue:Queue" -> {
                added.put("name", name);
                added.put("arn", arn("sqs", name));
                added.put("url", "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + name);
            }
            case "aws:sns/topic:Topic" -> {
                added.put("name", name);
                added.put("arn", arn("sns", name));
            }
            case "aws:iam/role:Role" -> {
                added.put("name", name);
                added.put("arn", "arn:aws:iam::" + ACCOUNT + ":role/" + name);
            }
            case "aws:lambda/function:Function" -> {
                added.put("arn", arn("lambda", "function:" + inputs.get("name")));
                added.put("version", "1");
            }
            case "aws:lambda/alias:Alias" ->
                    added.put("arn", arn("lambda", "function:" + inputs.get("functionName") + ":" + inputs.get("name")));
            case "aws:iam/policy:Policy" -> {
                added.put("name", name);
                added.put("arn", "arn:aws:iam::" + ACCOUNT + ":policy/" + name);
            }
            case "aws:lambda/invocation:Invocation" -> added.put("result", "{\"status\":\"rejected\",\"reason\":\"no-face\"}");
            case "aws:lambda/eventSourceMapping:EventSourceMapping" -> added.put("uuid",
                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
            case "aws:cloudwatch/eventRule:EventRule" -> {
                added.put("name", name);
                added.put("arn", arn("events", "rule/" + name));
            }
            case "aws:iot/topicRule:TopicRule" -> added.put("arn", arn("iot", "rule/" + inputs.get("name")));
            case "aws:iot/thingGroup:ThingGroup" -> added.put("arn", arn("iot", "thinggroup/" + inputs.get("name")));
            case "aws:iot/thing:Thing" -> added.put("arn", arn("iot", "thing/" + inputs.get("name")));
            case "aws:iot/policy:Policy" -> {
                added.put("name", name);
                added.put("arn", arn("iot", "policy/" + name));
            }
            case "aws:iot/certificate:Certificate" -> {
                added.put("arn", arn("iot", "cert/" + name));
                added.put("certificatePem", "-----BEGIN CERTIFICATE-----\n" + name + "\n-----END CERTIFICATE-----\n");
                if (!inputs.containsKey("csr")) {
                    added.put("privateKey", PRIVATE_KEY);
                }
            }
            default -> {
                // Nothing else of it is read by the program.
            }
        }
        return added;
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
