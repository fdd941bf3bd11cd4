// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies AWS Signature Version 4 in the {@code Authorization} header, and refuses in the words AWS uses. Thread safe.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed
 *      AWS API request</a>
 */
public final class SigV4Verifier {

    /** How far a request's time may be from ours, either way. The guide promises five minutes, the services' errors say 15. */
    static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String INVALID = "InvalidSignatureException";

    private final String service;
    private final String region;
    private final Credentials credentials;
    private final Clock clock;

    /**
     * @param service the signing name that scopes must carry, for example {@code rekognition}, {@code lambda}, {@code iotdata}
     * @param region  the region that scopes must carry
     */
    public SigV4Verifier(String service, String region, Credentials credentials, Clock clock) {
        this.service = service;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * @return who signed the request
     * @throws AwsException of kind ACCESS, when the signature is missing, incomplete, foreign, stale or wrong
     */
    public Principal verify(HttpRequest request) {
        Authorization authorization = Authorization.parse(request.header("authorization").orElseThrow(
                () -> AwsException.access("MissingAuthenticationTokenException", "Missing Authentication Token")));
        AccessKey key = credentials.find(authorization.accessKeyId()).orElseThrow(SigV4Verifier::unknownClient);
        checkScope(authorization);
        String timestamp = checkedTimestamp(request, authorization);
        checkSignedHeaders(request, authorization.signedHeaders());
        String expected = signature(request, authorization, timestamp, key.secret());
        if (!sameText(expected, authorization.signature())) {
            throw wrong("The request signature we calculated does not match the signature you provided. Check your AWS "
                    + "Secret Access Key and signing method. Consult the service documentation for details.");
        }
        checkDeclaredHash(request);
        checkSessionToken(request, key);
        return key.principal();
    }

    String service() {
        return service;
    }

    String region() {
        return region;
    }

    private void checkScope(Authorization authorization) {
        if (!authorization.service().equals(service)) {
            throw wrong("Credential should be scoped to correct service: '" + service + "'. ");
        }
        if (!authorization.region().equals(region)) {
            throw wrong("Credential should be scoped to a valid region, not '" + authorization.region()
                    + "'. This endpoint is in '" + region + "'. ");
        }
    }

    private String checkedTimestamp(HttpRequest request, Authorization authorization) {
        String timestamp = request.header("x-amz-date").orElseThrow(() -> AwsException.access(
                "IncompleteSignatureException", "Authorization header requires existence of an 'X-Amz-Date' header."));
        Instant signed;
        try {
            signed = LocalDateTime.parse(timestamp, AMZ_DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw AwsException.access("IncompleteSignatureException",
                    "Date must be in ISO-8601 'basic format'. Got '" + timestamp + "'.");
        }
        if (!timestamp.startsWith(authorization.date() + 'T')) {
            throw wrong("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + authorization.date() + "' != '" + timestamp.substring(0, 8) + "', from '" + timestamp + "'.");
        }
        Instant now = clock.instant();
        if (signed.isBefore(now.minus(MAX_SKEW))) {
            throw wrong("Signature expired: " + timestamp + " is now earlier than " + format(now.minus(MAX_SKEW))
                    + " (" + format(now) + " - 15 min.)");
        }
        if (signed.isAfter(now.plus(MAX_SKEW))) {
            throw wrong("Signature not yet current: " + timestamp + " is still later than " + format(now.plus(MAX_SKEW))
                    + " (" + format(now) + " + 15 min.)");
        }
        return timestamp;
    }

    private static void checkSignedHeaders(HttpRequest request, List<String> signed) {
        if (!signed.contains("host")) {
            throw wrong("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String name : request.headers().keySet()) {
            if (name.startsWith("x-amz-") && !signed.contains(name)) {
                throw wrong("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    /** The signature covers the body's real hash; a header that declares another one is refused although nothing used it. */
    private static void checkDeclaredHash(HttpRequest request) {
        Optional<String> declared = request.header("x-amz-content-sha256");
        if (declared.isPresent() && !sameText(declared.get(), CanonicalRequest.sha256Hex(request.body()))) {
            throw wrong("The value of the x-amz-content-sha256 header does not match the body.");
        }
    }

    private static void checkSessionToken(HttpRequest request, AccessKey key) {
        String expected = key.sessionToken().orElse("");
        if (!sameText(expected, request.header("x-amz-security-token").orElse(""))) {
            throw unknownClient();
        }
    }

    private static String signature(HttpRequest request, Authorization authorization, String timestamp, String secret) {
        List<String> headers = authorization.signedHeaders().stream().sorted().toList();
        String toSign = Authorization.ALGORITHM + '\n' + timestamp + '\n' + authorization.scope() + '\n'
                + CanonicalRequest.sha256Hex(CanonicalRequest.of(request, headers));
        byte[] signingKey = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : authorization.scope().split("/")) {
            signingKey = hmac(signingKey, part);
        }
        return HexFormat.of().formatHex(hmac(signingKey, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** Takes the same time wherever two texts of one length differ, so that a signature cannot be guessed by timing. */
    private static boolean sameText(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String format(Instant instant) {
        return AMZ_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static AwsException wrong(String message) {
        return AwsException.access(INVALID, message);
    }

    private static AwsException unknownClient() {
        return AwsException.access("UnrecognizedClientException", "The security token included in the request is invalid.");
    }
}
