// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.hybridface.local.demo.Enrolment.LabelledPhoto;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Enrols labelled photos as an operator does: by calling the function's alias for operators, and nothing else. */
final class Enroller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LambdaClient lambda;
    private final String function;

    /** @param function ARN of the alias for operators */
    Enroller(LambdaClient lambda, String function) {
        this.lambda = lambda;
        this.function = function;
    }

    /** @return why the photo was not enrolled and what would be better; empty when it was */
    Optional<String> enrol(LabelledPhoto photo) throws IOException {
        InvokeResponse response = lambda.invoke(call -> call.functionName(function)
                .payload(SdkBytes.fromByteArray(photo.event().toJson())));
        JsonNode answer = JSON.readTree(response.payload().asByteArray());
        if (response.functionError() == null && !answer.path("status").asText().equals("rejected")) {
            return Optional.empty();
        }
        String reason = answer.path("reason").asText(answer.path("errorMessage").asText("no reason given"));
        return Optional.of(answer.has("detail") ? reason + ": " + answer.path("detail").asText() : reason);
    }
}
