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
 * @param persons   whose faces they are
 * @param waiting   answers for which a mailbox has no room yet
 * @param erasures  who is being erased, or was
 * @param traces    what the table says of one person
 */
public record Bookkeeping(EventLog eventLog, Sightings sightings, Twins twins, Names names, Persons persons, WaitingAnswers waiting,
                          Erasures erasures, TraceItems traces) {

    /**
     * @param keepEvents      how long a device's event is remembered, as long as its photo at least
     * @param keepUnnamed     how long a face nobody named is kept after it was last seen
     * @param keepCorrections how long the audit trail of corrections is kept, and the receipts of erasures
     * @param bucket          where photos lie
     */
    public Bookkeeping(DynamoDbClient dynamoDb, String tableName, Duration keepEvents, Duration keepUnnamed, Duration keepCorrections, String bucket,
                       Clock clock) {
        this(new Table(dynamoDb, tableName), new FaceItems(keepUnnamed, clock), new PersonItems(keepUnnamed, clock), keepEvents, keepUnnamed,
                keepCorrections, bucket, clock);
    }

    private Bookkeeping(Table table, FaceItems items, PersonItems persons, Duration keepEvents, Duration keepUnnamed, Duration keepCorrections,
                        String bucket, Clock clock) {
        this(new EventLog(table, keepEvents, clock), new Sightings(table, items), new Twins(table), new Names(table, items),
                new Persons(table, persons, keepCorrections, clock), new WaitingAnswers(table, keepUnnamed, clock),
                new Erasures(table, keepCorrections, clock), new TraceItems(table, new ErasedMarks(table, keepEvents, clock), bucket));
    }
}
