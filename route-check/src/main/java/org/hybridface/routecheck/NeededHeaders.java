// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Headers without which an operation has nothing to work on. One that another route has set is still on the message when its steps are through, and an
 * object would be written over that other's; so a route sets its own. By the pages of the components in Camel's documentation, "Message headers
 * evaluated by the producer".
 */
final class NeededHeaders {

    private static final Map<String, Of> COMPONENTS = Map.of(
            "aws2-s3", new Of("putObject", "keyName", Map.of(
                    "putObject", "CamelAwsS3Key", "getObject", "CamelAwsS3Key", "getObjectRange", "CamelAwsS3Key", "headObject", "CamelAwsS3Key",
                    "deleteObject", "CamelAwsS3Key", "copyObject", "CamelAwsS3DestinationKey", "createDownloadLink", "CamelAwsS3Key",
                    "deleteObjects", "CamelAwsS3KeysToDelete")),
            "aws2-ddb", new Of("PutItem", "", Map.of(
                    "PutItem", "CamelAwsDdbItem", "GetItem", "CamelAwsDdbKey", "UpdateItem", "CamelAwsDdbKey", "DeleteItem", "CamelAwsDdbKey",
                    "BatchGetItems", "CamelAwsDdbBatchItems", "Query", "CamelAwsDdbKeyConditions")));

    private NeededHeaders() {
    }

    /**
     * @param usual      the operation of an endpoint that names none
     * @param instead    the option that says the same for each message; empty when there is none
     * @param operations name to header
     */
    private record Of(String usual, String instead, Map<String, String> operations) {
    }

    static Set<Item> of(EndpointUse endpoint) {
        Of component = COMPONENTS.get(endpoint.scheme());
        if (component == null || !component.instead().isEmpty() && !endpoint.option(component.instead()).isEmpty()) {
            return Set.of();
        }
        String operation = endpoint.option("operation");
        return Optional.ofNullable(component.operations().get(operation.isEmpty() ? component.usual() : operation)).map(Item::header).map(Set::of).orElse(Set.of());
    }

    /** Those that a component of this name reads and does not set. */
    static Set<Item> readBy(String scheme) {
        Of component = COMPONENTS.get(scheme);
        return component == null ? Set.of() : component.operations().values().stream().map(Item::header).collect(Collectors.toSet());
    }
}
