// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

/**
 * A refused request, in the words of the developer guide.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-error-messages.html">Device Shadow error
 *      messages</a>
 */
public final class ShadowException extends RuntimeException {

    private final int code;

    private ShadowException(int code, String message) {
        super(message);
        this.code = code;
    }

    static ShadowException badRequest(String message) {
        return new ShadowException(400, message);
    }

    static ShadowException noShadow(ShadowId id) {
        return new ShadowException(404, "No shadow exists with name: '" + id.name().orElse(id.thing()) + "'");
    }

    static ShadowException versionConflict() {
        return new ShadowException(409, "Version conflict");
    }

    static ShadowException tooLarge() {
        return new ShadowException(413, "The payload exceeds the maximum size allowed");
    }

    /** The HTTP status, which MQTT answers carry as {@code code}. */
    public int code() {
        return code;
    }
}
