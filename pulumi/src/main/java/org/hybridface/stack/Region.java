package org.hybridface.stack;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The region the stack goes to, before AWS is asked for anything. */
final class Region {

    private static final String KEY = "aws:region";
    private static final Pattern CODE = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    /** Where Amazon Rekognition was offered when this was written (AWS general reference, "Amazon Rekognition endpoints"). */
    private static final Set<String> WITH_REKOGNITION = Set.of("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1",
            "eu-central-1", "eu-west-1", "eu-west-2", "eu-south-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
            "ap-northeast-1", "ap-northeast-2", "il-central-1", "us-gov-west-1");

    private Region() {
    }

    /**
     * Looks at {@code aws:region}; without one the provider takes AWS's own settings, which are not looked at here.
     *
     * @return a warning, when the region is one where Rekognition was not offered
     * @throws BadSettingException when it is no region code
     */
    static Optional<String> check(Optional<String> configured) {
        return configured.flatMap(region -> {
            if (!CODE.matcher(region).matches()) {
                throw new BadSettingException(KEY, "'" + region + "' is not a region", "give one like eu-central-1, as plain text");
            }
            return WITH_REKOGNITION.contains(region) ? Optional.empty() : Optional.of(KEY + ": Amazon Rekognition was not offered "
                    + "in " + region + " when this was written; if it is not now, 'pulumi up' fails at the collection");
        });
    }
}
