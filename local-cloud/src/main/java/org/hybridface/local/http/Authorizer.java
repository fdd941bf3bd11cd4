// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

/** Decides what a caller may do, as IAM does. Implementations are thread safe. */
@FunctionalInterface
public interface Authorizer {

    /**
     * @param action   in IAM's spelling, for example {@code rekognition:SearchFacesByImage}
     * @param resource the resource's ARN, or {@code *} for an action without one
     */
    boolean allows(Principal principal, String action, String resource);

    /**
     * @throws AwsException AccessDeniedException, worded as IAM words it, when the action is not allowed
     */
    default void require(Principal principal, String action, String resource) {
        if (!allows(principal, action, resource)) {
            throw AwsException.accessDenied(principal, action, resource);
        }
    }

    /** Everybody whose signature is right may do everything. */
    static Authorizer everything() {
        return (principal, action, resource) -> true;
    }
}
