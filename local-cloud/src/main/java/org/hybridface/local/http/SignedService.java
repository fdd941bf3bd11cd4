// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.time.Clock;
import java.util.UUID;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The front door of an AWS service: lets in requests whose signature is right and gives refusals the shape of the service's
 * protocol. Thread safe.
 */
public final class SignedService implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SignedService.class);

    private final String service;
    private final AwsProtocol protocol;
    private final SigV4Verifier verifier;
    private final SignedHandler handler;

    /**
     * @param service the signing name, for example {@code rekognition}, {@code lambda} or {@code iotdata}
     * @param region  the one region it answers for
     */
    public SignedService(String service, String region, AwsProtocol protocol, Credentials credentials, Clock clock,
            SignedHandler handler) {
        this.service = service;
        this.protocol = protocol;
        this.verifier = new SigV4Verifier(service, region, credentials, clock);
        this.handler = handler;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        String requestId = UUID.randomUUID().toString();
        return answer(request, requestId).withHeader("x-amzn-RequestId", requestId);
    }

    @Override
    public HttpResponse tooLarge(int limitBytes) {
        return protocol.error(handler.tooLarge(limitBytes));
    }

    private HttpResponse answer(HttpRequest request, String requestId) {
        try {
            Principal principal = verifier.verify(request);
            SignedRequest signed = new SignedRequest(
                    principal, verifier.service(), verifier.region(), requestId, request);
            return handler.handle(signed);
        } catch (AwsException e) {
            LOG.debug("refused service={} requestId={} error={} message={}", service, requestId, e.code(), e.getMessage());
            return protocol.error(e);
        } catch (Exception e) {
            LOG.error("failed service={} requestId={} method={} path={}", service, requestId, LogValue.of(request.method()),
                    LogValue.of(request.rawPath()), e);
            return protocol.error(AwsException.internal("InternalServerError",
                    "The local " + service + " service failed; see its log for request " + requestId));
        }
    }
}
