// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hybridface.cloud.table.EventLog;
import org.hybridface.cloud.table.Items;
import org.hybridface.cloud.table.Twins;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table says of a face without an item of its own: the item of the event that enrolled it, or one that the sweeper wrote.
 *
 * @param id    the item's
 * @param item  as it was read; empty when there is none
 */
public record Note(String id, Map<String, AttributeValue> item) {

    /** When the sweeper met the face first, in epoch milliseconds. */
    static final String SINCE = "orphanSince";
    /** Which face. */
    static final String FACE = "orphanFace";

    boolean isMissing() {
        return item.isEmpty();
    }

    Optional<Instant> since() {
        return moment(SINCE);
    }

    /** A run works on the event, or another sweeper on the face. */
    boolean isLeased(Instant now) {
        return moment(EventLog.LEASE_UNTIL).filter(now::isBefore).isPresent();
    }

    /** The event is remembered for a while still; what becomes of its face may be decided yet. */
    boolean expires() {
        return item.containsKey(Items.EXPIRES_AT);
    }

    /** It is decided that the face stays, and whoever decided it has not written its item, or never will. */
    boolean stays(PooledFace face) {
        return Optional.ofNullable(item.get(Twins.STAYS)).map(AttributeValue::m).map(stays -> stays.get(Twins.FACE_ID))
                .filter(staying -> face.faceId().equals(staying.s())).isPresent();
    }

    private Optional<Instant> moment(String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(AttributeValue::n).map(Long::parseLong).map(Instant::ofEpochMilli);
    }
}
