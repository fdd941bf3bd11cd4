// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

/**
 * A refusal as an AWS service words it. The {@linkplain AwsProtocol protocol} gives it its shape on the wire.
 */
public final class AwsException extends RuntimeException {

    /** What kind of refusal, as far as protocols give it different HTTP statuses. */
    public enum Kind {
        /** The request itself: status 400 everywhere, unless {@link #status} says otherwise. */
        REQUEST,
        /** Who calls or what they may do: 400 in AWS JSON, 403 in REST-JSON. */
        ACCESS,
        /** Ours: 500. */
        SERVICE
    }

    private final String code;
    private final Kind kind;
    private final int status;

    private AwsException(String code, String message, Kind kind, int status) {
        super(message);
        this.code = code;
        this.kind = kind;
        this.status = status;
    }

    /** A refused request; HTTP status 400. */
    public static AwsException badRequest(String code, String message) {
        return new AwsException(code, message, Kind.REQUEST, 400);
    }

    /** A refused request with the HTTP status that the service's reference gives for it, such as 404, 409 or 413. */
    public static AwsException withStatus(int status, String code, String message) {
        return new AwsException(code, message, Kind.REQUEST, status);
    }

    /** A caller who is not who they say, or not allowed to. */
    public static AwsException access(String code, String message) {
        return new AwsException(code, message, Kind.ACCESS, 403);
    }

    public static AwsException accessDenied(Principal principal, String action, String resource) {
        return access("AccessDeniedException", "User: " + principal + " is not authorized to perform: " + action
                + " on resource: " + resource + " because no identity-based policy allows the " + action + " action");
    }

    /** A failure of the service itself; SDK clients retry it. */
    public static AwsException internal(String code, String message) {
        return new AwsException(code, message, Kind.SERVICE, 500);
    }

    /** The error's name, for example {@code ResourceNotFoundException}. */
    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status in a REST protocol. */
    public int status() {
        return status;
    }
}
