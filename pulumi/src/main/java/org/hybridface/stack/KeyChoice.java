// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which key encrypts the data at rest: {@code none}, {@code own} or the ARN of a key. */
sealed interface KeyChoice {

    /** Keys that belong to AWS: nothing to pay, and nobody to take them away from. */
    record AwsOwned() implements KeyChoice {
    }

    /** A key that the stack makes, and rotates once a year. */
    record Own() implements KeyChoice {
    }

    /**
     * A key that is there already; its policy is its owner's.
     *
     * @param arn    of the key itself, not of an alias: IAM policies do not match aliases
     * @param region where it lies
     */
    record Given(String arn, String region) implements KeyChoice {
    }

    /** A key's ARN (KMS developer guide, "Key identifiers"); {@code mrk-} marks a key of several regions. */
    Pattern ARN = Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):\\d{12}:key/(?:mrk-)?[0-9a-f-]{32,36}");

    Pattern ALIAS = Pattern.compile("(arn:aws[a-z-]*:kms:[^:]*:[^:]*:)?alias/.*");

    /** @throws BadSettingException for any other text */
    static KeyChoice parse(String text) {
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return new Given(text, arn.group(1));
        }
        if (ALIAS.matcher(text).matches()) {
            throw BadSettingException.of("kms-key", "'" + text + "' is an alias",
                    "give the key's own ARN, as 'aws kms describe-key --key-id <alias>' prints it");
        }
        return switch (text) {
            case "none" -> new AwsOwned();
            case "own" -> new Own();
            default -> throw BadSettingException.of("kms-key", "'" + text + "' is not a key", Similar.orElse(text, List.of("none", "own"),
                    "give none, own, or an ARN like arn:aws:kms:<region>:<account>:key/<id>"));
        };
    }

    /** @throws BadSettingException when the key lies elsewhere: no service reaches a key of another region */
    default void requireRegion(String region) {
        if (this instanceof Given given && !given.region().equals(region)) {
            throw BadSettingException.of("kms-key", "the key lies in " + given.region() + " and the stack in " + region,
                    "give a key of " + region);
        }
    }
}
