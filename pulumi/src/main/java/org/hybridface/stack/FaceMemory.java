// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.aws.dynamodb.inputs.TablePointInTimeRecoveryArgs;
import com.pulumi.aws.dynamodb.inputs.TableServerSideEncryptionArgs;
import com.pulumi.aws.dynamodb.inputs.TableTtlArgs;
import com.pulumi.aws.rekognition.Collection;
import com.pulumi.aws.rekognition.CollectionArgs;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import org.hybridface.stack.PolicyDocument.Statement;

/** What the cloud remembers: photos in S3, faces in a Rekognition collection, names and events in DynamoDB. */
final class FaceMemory extends Component {

    /** Photos that devices sent: {@code faces/<thing>/<yyyy>/<MM>/<dd>/<uuid>.jpg}. They expire. */
    static final String FACES = "faces/";

    /** Labelled photos, uploaded by the stack or sent to the Lambda. They stay. */
    static final String PEOPLE = "people/";

    /** Partition key of the table. */
    static final String ID = "id";

    /** Time to live of an item, in seconds since 1970. */
    static final String EXPIRES_AT = "expiresAt";

    private static final int ABORT_UPLOAD_DAYS = 1;

    private final DataKey key;
    private final BucketV2 photos;
    private final Table table;
    private final Collection collection;

    FaceMemory(Settings settings, Place place, String stackName) {
        super("face-memory", settings);
        key = new DataKey(settings.key(), place, here());
        photos = new BucketV2("face-photos", BucketV2Args.builder()
                .forceDestroy(!settings.keepData())
                .build(), here());
        BucketPublicAccessBlock noPublicAccess = closePhotos();
        expirePhotos(settings);
        allowOnlyTls(noPublicAccess);

        TableArgs.Builder items = TableArgs.builder()
                .hashKey(ID)
                .attributes(TableAttributeArgs.builder().name(ID).type("S").build())
                .billingMode("PAY_PER_REQUEST")
                .pointInTimeRecovery(TablePointInTimeRecoveryArgs.builder().enabled(true).build())
                .ttl(TableTtlArgs.builder().attributeName(EXPIRES_AT).enabled(true).build())
                .streamEnabled(true)
                .streamViewType("NEW_AND_OLD_IMAGES")
                .deletionProtectionEnabled(settings.keepData());
        // Its stream and its backups lie under the same key.
        key.arn().ifPresent(arn -> items.serverSideEncryption(
                TableServerSideEncryptionArgs.builder().enabled(true).kmsKeyArn(arn).build()));
        table = new Table("faces", items.build(), here());

        // A collection has no generated name: its id is the one the API calls carry.
        collection = new Collection("faces", CollectionArgs.builder()
                .collectionId("faces-" + stackName)
                .build(), here());
    }

    private BucketPublicAccessBlock closePhotos() {
        new BucketOwnershipControls("face-photos", BucketOwnershipControlsArgs.builder()
                .bucket(photos.bucket())
                .rule(BucketOwnershipControlsRuleArgs.builder().objectOwnership("BucketOwnerEnforced").build())
                .build(), here());
        new BucketServerSideEncryptionConfigurationV2("face-photos",
                BucketServerSideEncryptionConfigurationV2Args.builder()
                        .bucket(photos.bucket())
                        .rules(encryption())
                        .build(), here());
        return new BucketPublicAccessBlock("face-photos", BucketPublicAccessBlockArgs.builder()
                .bucket(photos.bucket())
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                .build(), here());
    }

    /** The bucket's own key between KMS and the photos saves a call of KMS, and its price, for each photo. */
    private BucketServerSideEncryptionConfigurationV2RuleArgs encryption() {
        BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs.Builder by =
                BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs.builder();
        BucketServerSideEncryptionConfigurationV2RuleArgs.Builder rule = BucketServerSideEncryptionConfigurationV2RuleArgs.builder();
        key.arn().ifPresentOrElse(arn -> {
            by.sseAlgorithm("aws:kms").kmsMasterKeyId(arn);
            rule.bucketKeyEnabled(true);
        }, () -> by.sseAlgorithm("AES256"));
        return rule.applyServerSideEncryptionByDefault(by.build()).build();
    }

    private void expirePhotos(Settings settings) {
        new BucketLifecycleConfigurationV2("face-photos", BucketLifecycleConfigurationV2Args.builder()
                .bucket(photos.bucket())
                .rules(BucketLifecycleConfigurationV2RuleArgs.builder()
                                .id("forget-device-photos")
                                .status("Enabled")
                                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder().prefix(FACES).build())
                                .expiration(BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                                        .days(settings.photoDays()).build())
                                .build(),
                        BucketLifecycleConfigurationV2RuleArgs.builder()
                                .id("drop-broken-uploads")
                                .status("Enabled")
                                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder().prefix("").build())
                                .abortIncompleteMultipartUpload(
                                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs.builder()
                                                .daysAfterInitiation(ABORT_UPLOAD_DAYS).build())
                                .build())
                .build(), here());
    }

    /** After the public access block: S3 refuses two changes of a bucket's access at one time (OperationAborted). */
    private void allowOnlyTls(BucketPublicAccessBlock after) {
        CustomResourceOptions.Builder options = options();
        options.dependsOn(after);
        new BucketPolicy("face-photos", BucketPolicyArgs.builder()
                .bucket(photos.bucket())
                .policy(PolicyDocument.of(Statement.deny("OnlyTls")
                        .anyPrincipal()
                        .actions("s3:*")
                        .resources(photos.arn(), photosUnder("*"))
                        .when("Bool", "aws:SecureTransport", "false")).json())
                .build(), options.build());
    }

    DataKey key() {
        return key;
    }

    BucketV2 photos() {
        return photos;
    }

    Table table() {
        return table;
    }

    Collection collection() {
        return collection;
    }

    /** ARN of the photos whose key matches. */
    Output<String> photosUnder(String keyPattern) {
        return Output.format("%s/%s", photos.arn(), Output.of(keyPattern));
    }
}
