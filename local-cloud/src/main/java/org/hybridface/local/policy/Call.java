// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

/**
 * Something that wants to be done.
 *
 * @param action   {@code service:Operation}
 * @param resource ARN, or {@code *} for an action that has no resource
 * @param context  what else is known
 */
public record Call(String action, String resource, RequestContext context) {

    public static Call of(String action, String resource) {
        return new Call(action, resource, RequestContext.empty());
    }

    @Override
    public String toString() {
        return action + " on " + resource;
    }
}
