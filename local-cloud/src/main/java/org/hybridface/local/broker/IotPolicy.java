// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import java.util.List;
import org.hybridface.local.policy.PolicyDocument;
import org.hybridface.local.policy.RequestContext;

/**
 * A device policy in the JSON of AWS IoT. As in AWS, the thing's policy variables have a value only in a connection whose client id is
 * the name of the thing the certificate is attached to.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/thing-policy-variables.html">Thing policy variables</a>
 */
public final class IotPolicy implements DevicePolicy {

    private final PolicyDocument policy;
    private final String arnPrefix;

    /**
     * @param region  of the ARNs in the policy
     * @param account of the ARNs in the policy, 12 digits
     */
    public IotPolicy(PolicyDocument policy, String region, String account) {
        this.policy = policy;
        this.arnPrefix = "arn:aws:iot:" + region + ":" + account + ":";
    }

    @Override
    public boolean allows(Device device, DeviceAction action, String name) {
        return policy.allows(action.action(), arnPrefix + action.resourceType() + "/" + name,
                RequestContext.ofConnection(device.clientId(), List.of(device.thing())));
    }
}
