// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The requests and signatures are those of AWS's published Signature Version 4 test suite. */
class SigV4VerifierTest {

    private static final Principal ALICE = new Principal("arn:aws:iam::000000000000:user/alice");
    private static final AccessKey KEY =
            new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ALICE);
    private static final Instant SIGNED_AT = Instant.parse("2015-08-30T12:36:00Z");
    private static final String VANILLA = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    private static final String SCOPE = "20150830/us-east-1/service/aws4_request";

    @Test
    void aRequestOfTheTestSuiteIsAccepted() {
        assertThat(verify(SIGNED_AT, get("", headers(authorization(SCOPE, "host;x-amz-date", VANILLA))))).isEqualTo(ALICE);
    }

    @Test
    void theOrderOfQueryParametersDoesNotMatter() {
        String signature = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";
        Map<String, List<String>> headers = headers(authorization(SCOPE, "host;x-amz-date", signature));
        assertThat(verify(SIGNED_AT, get("Param1=value1&Param2=value2", headers))).isEqualTo(ALICE);
        assertThat(verify(SIGNED_AT, get("Param2=value2&Param1=value1", headers))).isEqualTo(ALICE);
    }

    @Test
    void aRequestWithoutAuthorizationIsRefused() {
        Map<String, List<String>> headers = headers("");
        headers.remove("Authorization");
        assertRefused("MissingAuthenticationTokenException", () -> verify(SIGNED_AT, get("", headers)));
    }

    @Test
    void missingPartsAreNamed() {
        assertThatThrownBy(() -> verify(SIGNED_AT, get("", headers("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + SCOPE))))
                .hasMessage("Authorization header requires 'SignedHeaders' parameter. "
                        + "Authorization header requires 'Signature' parameter.");
    }

    @Test
    void anotherAlgorithmIsRefused() {
        assertRefused("IncompleteSignatureException", () -> verify(SIGNED_AT, get("", headers("Basic YTpi"))));
    }

    @Test
    void anUnknownKeyIsRefused() {
        String authorization = authorization(SCOPE, "host;x-amz-date", VANILLA).replace("AKIDEXAMPLE", "AKIDSTRANGER");
        assertRefused("UnrecognizedClientException", () -> verify(SIGNED_AT, get("", headers(authorization))));
    }

    @Test
    void aChangedBodyPathQueryOrHeaderIsRefused() {
        Map<String, List<String>> headers = headers(authorization(SCOPE, "host;x-amz-date", VANILLA));
        assertWrong(new HttpRequest("GET", "/", "", headers, "x".getBytes(StandardCharsets.UTF_8)));
        assertWrong(new HttpRequest("GET", "/other", "", headers, new byte[0]));
        assertWrong(new HttpRequest("POST", "/", "", headers, new byte[0]));
        assertWrong(get("a=b", headers));
        headers.put("Host", List.of("evil.example"));
        assertWrong(get("", headers));
    }

    @Test
    void theClockMayDifferByAQuarterOfAnHour() {
        HttpRequest request = get("", headers(authorization(SCOPE, "host;x-amz-date", VANILLA)));
        assertThat(verify(SIGNED_AT.plus(Duration.ofMinutes(15)), request)).isEqualTo(ALICE);
        assertThat(verify(SIGNED_AT.minus(Duration.ofMinutes(15)), request)).isEqualTo(ALICE);
        assertThatThrownBy(() -> verify(SIGNED_AT.plus(Duration.ofSeconds(901)), request))
                .hasMessageStartingWith("Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z");
        assertThatThrownBy(() -> verify(SIGNED_AT.minus(Duration.ofSeconds(901)), request))
                .hasMessageStartingWith("Signature not yet current: 20150830T123600Z");
    }

    @Test
    void aScopeOfAnotherDayServiceOrRegionIsRefused() {
        for (String scope : List.of("20150829/us-east-1/service/aws4_request", "20150830/us-east-1/iam/aws4_request",
                "20150830/eu-west-1/service/aws4_request")) {
            assertWrong(get("", headers(authorization(scope, "host;x-amz-date", VANILLA))));
        }
    }

    @Test
    void theHostAndEveryAmzHeaderMustBeSigned() {
        assertWrong(get("", headers(authorization(SCOPE, "x-amz-date", VANILLA))));
        Map<String, List<String>> headers = headers(authorization(SCOPE, "host;x-amz-date", VANILLA));
        headers.put("X-Amz-Target", List.of("RekognitionService.DeleteCollection"));
        assertThatThrownBy(() -> verify(SIGNED_AT, get("", headers)))
                .hasMessage("'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void aTemporaryKeyNeedsItsSessionToken() {
        AccessKey temporary = new AccessKey(KEY.id(), KEY.secret(), Optional.of("token"), ALICE);
        SigV4Verifier verifier = new SigV4Verifier(
                "service", "us-east-1", Credentials.of(temporary), Clock.fixed(SIGNED_AT, ZoneOffset.UTC));
        HttpRequest request = get("", headers(authorization(SCOPE, "host;x-amz-date", VANILLA)));
        assertRefused("UnrecognizedClientException", () -> verifier.verify(request));
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(new AccessKey("AKID", "secret", Optional.of("token"), ALICE).toString())
                .contains("AKID").doesNotContain("secret").doesNotContain("token");
    }

    private static void assertWrong(HttpRequest request) {
        assertRefused("InvalidSignatureException", () -> verify(SIGNED_AT, request));
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.kind()).isEqualTo(AwsException.Kind.ACCESS);
        });
    }

    private static Principal verify(Instant now, HttpRequest request) {
        return new SigV4Verifier("service", "us-east-1", Credentials.of(KEY), Clock.fixed(now, ZoneOffset.UTC)).verify(request);
    }

    private static HttpRequest get(String query, Map<String, List<String>> headers) {
        return new HttpRequest("GET", "/", query, headers, new byte[0]);
    }

    private static Map<String, List<String>> headers(String authorization) {
        return new HashMap<>(Map.of("Host", List.of("example.amazonaws.com"), "X-Amz-Date", List.of("20150830T123600Z"),
                "Authorization", List.of(authorization)));
    }

    private static String authorization(String scope, String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + scope + ", SignedHeaders=" + signedHeaders + ", Signature="
                + signature;
    }
}
