// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hybridface.cloud.device.Gallery;
import org.hybridface.cloud.device.Mail;
import org.hybridface.cloud.eraser.Eraser;
import org.hybridface.cloud.event.Events;
import org.hybridface.cloud.event.Results;
import org.hybridface.cloud.export.Exporter;
import org.hybridface.cloud.face.Photos;
import org.hybridface.cloud.face.Recogniser;
import org.hybridface.cloud.name.NameChanges;
import org.hybridface.cloud.sweep.Sweeper;
import org.hybridface.cloud.table.EventLog;
import org.hybridface.cloud.table.Names;
import org.hybridface.cloud.table.Persons;
import org.hybridface.cloud.table.Sightings;
import org.hybridface.cloud.table.Twins;
import org.hybridface.cloud.table.Vectors;
import org.hybridface.cloud.table.WaitingAnswers;
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

    /** {@link CloudRoutes#run} gives them, and the times of the steps come from {@link org.hybridface.cloud.event.StepTimes}. */
    @Override
    public Set<String> given() {
        return Set.of("variable deadline", "variable requestId", "variable steps");
    }

    @Override
    public Map<String, Class<?>> beans() {
        return Map.ofEntries(entry("s3", S3Client.class), entry("dynamoDb", DynamoDbClient.class), entry("recogniser", Recogniser.class),
                entry("events", Events.class), entry("eventLog", EventLog.class), entry("sightings", Sightings.class),
                entry("twins", Twins.class), entry("names", Names.class), entry("persons", Persons.class), entry("photos", Photos.class), entry("mail", Mail.class), entry("gallery", Gallery.class),
                entry("nameChanges", NameChanges.class), entry("results", Results.class),
                entry("vectors", Vectors.class), entry("sweeper", Sweeper.class), entry("waiting", WaitingAnswers.class),
                entry("eraser", Eraser.class), entry("exporter", Exporter.class));
    }
}
