// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridface.stack.PolicyDocument.Statement;

/**
 * The customer's key in KMS, if there is one: photos, table with its stream, failures and log lines lie under it. Each service opens
 * them with the rights of the one who calls it, so whoever may use the data needs the key, too, and gets it for that service only.
 */
final class DataKey {

    /** KMS's longest: time to notice that everything has become unreadable, and to cancel. */
    private static final int DELETION_DAYS = 30;

    private final Optional<Output<String>> arn;
    private final Place place;

    /** @param options where the key goes in Pulumi's tree, and whether it is protected */
    DataKey(KeyChoice choice, Place place, CustomResourceOptions options) {
        this.place = place;
        if (choice instanceof KeyChoice.Given given) {
            arn = Optional.of(Output.of(given.arn()));
        } else if (choice instanceof KeyChoice.Own) {
            arn = Optional.of(new Key("face-memory", KeyArgs.builder()
                    .description("Photos, names, failed events and log lines of hybrid face recognition")
                    .enableKeyRotation(true)
                    .deletionWindowInDays(DELETION_DAYS)
                    .policy(policy().json())
                    .build(), options).arn());
        } else {
            arn = Optional.empty();
        }
    }

    /**
     * The account decides by IAM (KMS developer guide, "Default key policy"); the only service that uses the key in its own name is
     * CloudWatch Logs, for one log group (its user guide, "Encrypt log data using AWS KMS").
     */
    private PolicyDocument policy() {
        Output<String> thisKey = Output.of("*");
        return PolicyDocument.of(
                Statement.allow("DecideByIam").account(place).actions("kms:*").resources(thisKey),
                Statement.allow("EncryptLogs")
                        .principal(place.service("logs"))
                        .actions("kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey",
                                "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey")
                        .resources(thisKey)
                        .when("ArnEquals", "kms:EncryptionContext:aws:logs:arn",
                                place.arn("logs", "log-group:" + Recogniser.LOG_GROUP)));
    }

    /** The key's ARN; empty when the data lies under keys of AWS. */
    Optional<Output<String>> arn() {
        return arn;
    }

    /**
     * The right to open what lies in some services, and by them only; nothing without a key. Whoever writes into a table needs it, too:
     * the key of the whole table is opened first.
     *
     * @param services for example {@code s3}
     */
    List<Statement> toOpen(String... services) {
        return through("PlatformOpenWithKey", "kms:Decrypt", services);
    }

    /** The right to add something to a bucket or queue, each time under a new data key. A queue's sender must be able to open as well. */
    List<Statement> toAdd(String... services) {
        return through("PlatformAddUnderKey", "kms:GenerateDataKey", services);
    }

    private List<Statement> through(String sid, String action, String... services) {
        return arn.stream().map(key -> Statement.allow(sid)
                .actions(action)
                .resources(key)
                .when("StringEquals", "kms:ViaService", Stream.of(services).map(place::service).toList())).toList();
    }
}
