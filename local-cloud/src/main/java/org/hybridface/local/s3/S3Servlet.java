// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.s3;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** s3proxy's handler behind {@link S3Refusals}, with errors as S3's XML. */
final class S3Servlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(S3Servlet.class);
    /** "request time too skewed": 15 minutes, in seconds. */
    private static final int MAX_SKEW_SECONDS = 900;

    private final transient S3Refusals refusals;
    private final transient Handler handler;

    /**
     * @param nobody       what a caller without a signature sees; refused before, so that it is the second lock
     * @param maxBodyBytes of an object
     */
    S3Servlet(S3Refusals refusals, BlobStore nobody, BlobStoreLocator locator, int maxBodyBytes) {
        this.refusals = refusals;
        this.handler = new Handler(nobody, maxBodyBytes);
        handler.setBlobStoreLocator(locator);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<S3Refusals.Refusal> refusal = refusals.of(request);
        if (refusal.isPresent()) {
            S3Refusals.Refusal why = refusal.get();
            handler.refuse(request, response, why.code(), why.status(), why.message(), why.elements());
            return;
        }
        try (InputStream body = request.getInputStream()) {
            handler.doHandle(request, request, response, body, new S3ProxyHandler.RequestContext());
        } catch (AwsServiceException e) {
            handler.refuse(request, response, e);
        } catch (UnsupportedOperationException e) {
            handler.refuse(request, response, S3ErrorCode.NOT_IMPLEMENTED, e.getMessage());
        } catch (IllegalArgumentException e) {
            handler.refuse(request, response, S3ErrorCode.INVALID_ARGUMENT, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("failed service=s3 method={}", request.getMethod(), e);
            handler.refuse(request, response, S3ErrorCode.INTERNAL_ERROR, "The local S3 failed; see its log");
        }
    }

    /** Opens what s3proxy keeps for its own servlet. */
    private static final class Handler extends S3ProxyHandler {

        Handler(BlobStore nobody, int maxBodyBytes) {
            // Name and secret are never used: the locator finds the keys.
            super(nobody, AuthenticationType.AWS_V4, "unused", "unused", null, maxBodyBytes, maxBodyBytes, maxBodyBytes, true,
                    new CrossOriginResourceSharing(), "", MAX_SKEW_SECONDS);
        }

        void refuse(HttpServletRequest request, HttpServletResponse response, S3ErrorCode code, String message) throws IOException {
            refuse(request, response, new S3ProxyException(code, message));
        }

        void refuse(HttpServletRequest request, HttpServletResponse response, AwsServiceException e) throws IOException {
            refuse(request, response, e.awsErrorDetails().errorCode(), e.statusCode(), e.awsErrorDetails().errorMessage(), Map.of());
        }

        void refuse(HttpServletRequest request, HttpServletResponse response, String code, int status, String message,
                Map<String, String> elements) throws IOException {
            if (response.isCommitted()) {
                throw new IOException("the connection is closed: " + code + " came after the answer had begun");
            }
            sendSimpleErrorResponse(request, response, code, status, message == null ? code : message, elements);
        }
    }
}
