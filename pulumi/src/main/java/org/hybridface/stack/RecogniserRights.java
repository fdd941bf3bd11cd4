// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.core.Output;
import java.util.List;
import org.hybridface.stack.PolicyDocument.Statement;

/**
 * What the Lambda may do, and nothing else. The first group is used by the routes; an integration test records every call of
 * every path and holds both lists equal. The second group (sid {@code Platform...}) is used by AWS itself with the Lambda's role.
 */
final class RecogniserRights {

    private RecogniserRights() {
    }

    static PolicyDocument document(Settings settings, Place place, FaceMemory memory, LogGroup logs, Queue failures) {
        List<Output<String>> photos = List.of(
                memory.photosUnder(FaceMemory.FACES + "*"), memory.photosUnder(FaceMemory.PEOPLE + "*"));
        return PolicyDocument.of(
                // Photos that show no usable face are taken out again at once.
                Statement.allow("StorePhotos")
                        .actions("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion")
                        .resources(photos),
                // Rekognition, too, opens the photo with the rights of the one who calls it.
                Statement.allow("ReadPhotos")
                        .actions("s3:GetObject")
                        .resources(photos),
                // The sweeper's list of photos, and an erasure's of a photo's versions. Without it, S3 says of a missing photo that it is forbidden.
                Statement.allow("FindPhotoBucket")
                        .actions("s3:ListBucket", "s3:ListBucketVersions")
                        .resources(memory.photos().arn()),
                Statement.allow("SearchAndEnrolFaces")
                        .actions("rekognition:SearchFacesByImage", "rekognition:SearchFaces", "rekognition:IndexFaces",
                                "rekognition:DeleteFaces", "rekognition:ListFaces")
                        .resources(memory.collection().arn()),
                Statement.allow("RememberFaces")
                        .actions("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem",
                                "dynamodb:Scan", "dynamodb:DeleteItem")
                        .resources(memory.table().arn()),
                Statement.allow("AnswerDevices")
                        .actions("iot:UpdateThingShadow", "iot:GetThingShadow")
                        .resources(shadows(settings, place)),
                Statement.allow("ReadFleet")
                        .actions("iot:GetRetainedMessage")
                        .resources(place.iotArn("topic/" + DeviceTopics.KNOWN_PREFIX + "*")),
                Statement.allow("EmptyFleet")
                        .actions("iot:Publish", "iot:RetainPublish")
                        .resources(place.iotArn("topic/" + DeviceTopics.KNOWN_PREFIX + "*"), place.iotArn("topic/" + DeviceTopics.RECEIPT_PREFIX + "*")),
                Statement.allow("EraseFailures")
                        .actions("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility")
                        .resources(failures.arn()),
                Statement.allow("PlatformWriteLogs")
                        .actions("logs:CreateLogStream", "logs:PutLogEvents")
                        .resources(Output.format("%s:*", logs.arn())),
                Statement.allow("PlatformReadTableStream")
                        .actions("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
                                "dynamodb:ListStreams")
                        .resources(memory.table().streamArn()),
                Statement.allow("PlatformRedriveFailures")
                        .actions("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
                        .resources(failures.arn()),
                Statement.allow("PlatformKeepFailures")
                        .actions("sqs:SendMessage")
                        .resources(failures.arn()))
                .and(settings.matchesUsers() ? List.of(matchUsers(memory)) : List.of())
                .and(memory.key().toOpen("s3", "dynamodb", "sqs"))
                .and(memory.key().toAdd("s3", "sqs"));
    }

    private static Statement matchUsers(FaceMemory memory) {
        return Statement.allow("MatchUsers")
                .actions("rekognition:SearchUsersByImage", "rekognition:CreateUser", "rekognition:DeleteUser", "rekognition:AssociateFaces",
                        "rekognition:DisassociateFaces")
                .resources(memory.collection().arn());
    }

    /** A named shadow's ARN is {@code thing/<thing>/<shadow>}: AWS IoT developer guide, "Action resources". */
    private static List<Output<String>> shadows(Settings settings, Place place) {
        return settings.devices().stream()
                .map(device -> place.iotArn("thing/" + device.thing() + "/" + DeviceTopics.SHADOW))
                .toList();
    }
}
