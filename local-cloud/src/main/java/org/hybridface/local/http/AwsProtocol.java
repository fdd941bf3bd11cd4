// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How a service's errors look on the wire.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization">AWS JSON 1.1</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization">REST-JSON 1</a>
 */
public enum AwsProtocol {

    /** Rekognition, DynamoDB: one path, the operation in {@code X-Amz-Target}, the error's name in the body as {@code __type}. */
    AWS_JSON_1_1("application/x-amz-json-1.1") {
        @Override
        int status(AwsException error) {
            return error.kind() == AwsException.Kind.ACCESS ? 400 : error.status();
        }

        @Override
        void describe(AwsException error, ObjectNode body) {
            body.put("__type", error.code());
        }
    },

    /** Lambda, IoT data plane: paths and methods, the error's name in a header only. */
    REST_JSON("application/json") {
        @Override
        int status(AwsException error) {
            return error.status();
        }

        @Override
        void describe(AwsException error, ObjectNode body) {
            if (error.kind() == AwsException.Kind.SERVICE) {
                body.put("Type", "Service");
            }
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String contentType;

    AwsProtocol(String contentType) {
        this.contentType = contentType;
    }

    /** Media type of requests and answers. */
    public String contentType() {
        return contentType;
    }

    /** The answer that an SDK client turns into the exception of that name. */
    public HttpResponse error(AwsException error) {
        ObjectNode body = JSON.createObjectNode();
        describe(error, body);
        body.put("message", error.getMessage());
        try {
            return HttpResponse.of(status(error), contentType, JSON.writeValueAsBytes(body))
                    .withHeader("x-amzn-ErrorType", error.code());
        } catch (IOException e) {
            throw new UncheckedIOException("a JSON tree cannot fail to serialise", e);
        }
    }

    abstract int status(AwsException error);

    abstract void describe(AwsException error, ObjectNode body);
}
