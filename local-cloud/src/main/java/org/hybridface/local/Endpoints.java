// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hybridface.local.http.AccessKey;

/** Where the services of a local cloud listen. */
public record Endpoints(String region, URI s3, URI dynamoDb, URI rekognition, URI iotData, URI lambda, String mqtt) {

    /**
     * Where every other service goes: nobody listens at the discard port, so that a call to a service that the local cloud does not have
     * fails at once and never reaches real AWS.
     */
    static final String NOWHERE = "http://127.0.0.1:9";

    /** The standard variables that send every AWS SDK and the AWS CLI here. */
    public Map<String, String> variables() {
        Map<String, String> variables = variables(region, s3, dynamoDb, rekognition, iotData);
        variables.put("AWS_ENDPOINT_URL_LAMBDA", lambda.toString());
        return variables;
    }

    /** The variables for a Lambda function, which calls no functions. */
    static Map<String, String> variables(String region, URI s3, URI dynamoDb, URI rekognition, URI iotData) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        variables.put("AWS_ENDPOINT_URL", NOWHERE);
        variables.put("AWS_ENDPOINT_URL_S3", s3.toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", dynamoDb.toString());
        variables.put("AWS_ENDPOINT_URL_REKOGNITION", rekognition.toString());
        variables.put("AWS_ENDPOINT_URL_IOT_DATA_PLANE", iotData.toString());
        return variables;
    }

    /** The standard variables of a key. */
    public static Map<String, String> variables(AccessKey key) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ACCESS_KEY_ID", key.id());
        variables.put("AWS_SECRET_ACCESS_KEY", key.secret());
        key.sessionToken().ifPresent(token -> variables.put("AWS_SESSION_TOKEN", token));
        return variables;
    }
}
