// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The region the stack goes to, before AWS is asked for anything. */
final class Region {

    private static final String KEY = "aws:region";

    /**
     * Where Rekognition, AWS IoT Core's data plane and Lambda were all offered when this was written: what the AWS SDK for Java 2.41.5
     * knows of their endpoints.
     */
    static final List<String> WITH_ALL_SERVICES = List.of("ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1",
            "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-west-1", "eu-west-2", "us-east-1", "us-east-2", "us-gov-west-1",
            "us-west-1", "us-west-2");

    /** Other regions of AWS, from the same source: one of them is no slip of the pen. */
    private static final List<String> OTHERS = List.of("af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-3", "ap-south-2",
            "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "cn-north-1",
            "cn-northwest-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-3", "eusc-de-east-1", "il-central-1",
            "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-gov-east-1");

    private Region() {
    }

    /**
     * Looks at {@code aws:region}; without one the provider takes AWS's own settings, which are not looked at here.
     *
     * @throws BadSettingException when the stack would not work there
     */
    static void require(Optional<String> configured) {
        configured.filter(region -> !WITH_ALL_SERVICES.contains(region)).ifPresent(region -> {
            throw OTHERS.contains(region)
                    ? new BadSettingException(KEY, "Rekognition or AWS IoT Core was not offered in " + region + " when this was written",
                            "give one of " + WITH_ALL_SERVICES + ", or, if AWS offers both by now, add it to the list in Region.java")
                    : new BadSettingException(KEY, "'" + region + "' is not a region", Similar.orElse(region,
                            all(), "give one of " + WITH_ALL_SERVICES + ", as plain text"));
        });
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>(WITH_ALL_SERVICES);
        all.addAll(OTHERS);
        return all;
    }
}
