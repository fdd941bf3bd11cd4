// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Optional;
import org.hybridface.messages.InvalidMessageException;

/**
 * Where in the table's stream records lie that failed for good; Lambda keeps no more of them (Lambda developer guide, "Retaining discarded
 * records for a DynamoDB data source in Lambda").
 *
 * @param first sequence number of the first record
 * @param last  sequence number of the last record, not below {@code first}
 */
record StreamBatch(String streamArn, String shardId, String first, String last) {

    /**
     * Reads a message of the failure queue.
     *
     * @return empty when it is about something else
     * @throws InvalidMessageException when it does not say where the records lie
     */
    static Optional<StreamBatch> of(JsonNode message) {
        JsonNode info = message.path("DDBStreamBatchInfo");
        if (info.isMissingNode()) {
            return Optional.empty();
        }
        StreamBatch batch = new StreamBatch(info.path("streamArn").asText(), info.path("shardId").asText(), number(info, "startSequenceNumber"),
                number(info, "endSequenceNumber"));
        if (batch.streamArn.isEmpty() || batch.shardId.isEmpty() || !isAtOrAfter(batch.last, batch.first)) {
            throw new InvalidMessageException("it does not say where in the table's stream its records lie");
        }
        return Optional.of(batch);
    }

    private static String number(JsonNode info, String field) {
        String digits = info.path(field).asText();
        if (!digits.matches("[0-9]{1,40}")) {
            throw new InvalidMessageException(field + " is not a sequence number of the table's stream");
        }
        return digits;
    }

    boolean contains(String sequenceNumber) {
        return isAtOrAfter(sequenceNumber, first) && isAtOrAfter(last, sequenceNumber);
    }

    /** Whether that is the last record, or one after it. */
    boolean endsAt(String sequenceNumber) {
        return isAtOrAfter(sequenceNumber, last);
    }

    private static boolean isAtOrAfter(String one, String other) {
        return new BigInteger(one).compareTo(new BigInteger(other)) >= 0;
    }
}
