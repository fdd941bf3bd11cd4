// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.access;

import java.util.Map;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.Principal;
import org.hybridface.local.policy.PolicyDocument;
import org.hybridface.local.policy.RequestContext;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets each principal do what its policy says; one without a policy may do nothing. */
public final class RolePolicies implements Authorizer {

    private static final Logger LOG = LoggerFactory.getLogger(RolePolicies.class);

    private final Map<Principal, PolicyDocument> policies;
    private final Principal administrator;

    /** @param administrator may do everything, as the account's administrator in AWS */
    public RolePolicies(Principal administrator, Map<Principal, PolicyDocument> policies) {
        this.administrator = administrator;
        this.policies = Map.copyOf(policies);
    }

    @Override
    public boolean allows(Principal principal, String action, String resource) {
        if (principal.equals(administrator)) {
            return true;
        }
        PolicyDocument policy = policies.get(principal);
        boolean allowed = policy != null && policy.allows(action, resource, RequestContext.empty());
        if (!allowed) {
            LOG.warn("refused by the IAM policy: principal={} action={} resource={}", principal, LogValue.of(action), LogValue.of(resource));
        }
        return allowed;
    }
}
