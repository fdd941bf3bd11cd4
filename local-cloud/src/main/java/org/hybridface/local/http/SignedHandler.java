// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

/** What a service does with a request whose signature is right. Called by many threads at once. */
@FunctionalInterface
public interface SignedHandler {

    /**
     * @throws AwsException a refusal, sent in the shape of the service's protocol
     * @throws Exception    anything else is logged and becomes an internal error of the service
     */
    HttpResponse handle(SignedRequest request) throws Exception;

    /** What the service's model calls a request that is larger than the server takes. */
    default AwsException tooLarge(int limitBytes) {
        return AwsException.withStatus(413, "RequestEntityTooLargeException", "Request must be smaller than " + limitBytes + " bytes");
    }
}
