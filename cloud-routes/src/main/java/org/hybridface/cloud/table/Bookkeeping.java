// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * All that routes write down in the table beside the look-up and the first item of a face, which they do by themselves.
 *
 * @param eventLog  each event once
 * @param sightings who saw a face
 * @param twins     which of two faces of one person stays
 * @param names     what a face is called
 */
public record Bookkeeping(EventLog eventLog, Sightings sightings, Twins twins, Names names) {

    /**
     * @param keepEvents  how long a device's event is remembered
     * @param keepUnnamed how long a face nobody named is kept after it was last seen
     */
    public Bookkeeping(DynamoDbClient dynamoDb, String tableName, Duration keepEvents, Duration keepUnnamed, Clock clock) {
        this(new Table(dynamoDb, tableName), new FaceItems(keepUnnamed, clock), keepEvents, clock);
    }

    private Bookkeeping(Table table, FaceItems items, Duration keepEvents, Clock clock) {
        this(new EventLog(table, keepEvents, clock), new Sightings(table, items), new Twins(table), new Names(table, items));
    }
}
