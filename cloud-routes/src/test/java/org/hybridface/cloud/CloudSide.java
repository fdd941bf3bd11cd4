package org.hybridface.cloud;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.hybridface.cloud.device.Mail;
import org.hybridface.cloud.event.Events;
import org.hybridface.cloud.event.Results;
import org.hybridface.cloud.face.Photos;
import org.hybridface.cloud.face.Recogniser;
import org.hybridface.cloud.name.NameChanges;
import org.hybridface.cloud.table.EventTable;
import org.hybridface.cloud.table.FaceTable;
import org.hybridface.routecheck.RouteSide;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What routes of the cloud may name. */
public final class CloudSide implements RouteSide {

    @Override
    public String name() {
        return "cloud";
    }

    @Override
    public Map<String, String> options() {
        return Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::property, setting -> setting.defaultValue().orElse("")));
    }

    @Override
    public Map<String, Class<?>> beans() {
        return Map.of("s3", S3Client.class, "dynamoDb", DynamoDbClient.class, "recogniser", Recogniser.class, "events", Events.class,
                "eventTable", EventTable.class, "faceTable", FaceTable.class, "photos", Photos.class, "mail", Mail.class,
                "nameChanges", NameChanges.class, "results", Results.class);
    }
}
