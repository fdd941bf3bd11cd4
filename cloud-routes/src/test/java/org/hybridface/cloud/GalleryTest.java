// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whom somebody deletes in the table is named by no device any more, also by one that knows the person from others only. */
class GalleryTest extends KnownPeople {

    @Test
    void aPersonIsSharedUntilTheLastFaceIsDeleted() {
        delete(ada);
        assertThat(cloud.retained.messages).containsKey(Topics.known(person));

        delete(adaToo);
        assertThat(cloud.retained.messages).doesNotContainKey(Topics.known(person));
    }

    @Test
    void aStrangerIsSharedNoLongerWhenTheFaceExpires() {
        String stranger = cloud.item(guest).get("personId").s();
        cloud.retained.publish(Topics.known(stranger), new byte[] {3});
        delete(guest);

        assertThat(cloud.retained.messages).doesNotContainKey(Topics.known(stranger)).containsKey(Topics.known(person));
    }

    private void delete(String faceId) {
        Map<String, AttributeValue> item = cloud.item(faceId);
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", item.get("id"))));
        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", item, Map.of())));
    }
}
