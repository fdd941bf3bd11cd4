// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.s3;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.HttpRequest;

/**
 * What S3 refuses before it looks at a bucket, and s3proxy lets through: nobody's requests, another region's signatures, access control
 * lists (a bucket made since April 2023 has none, "BucketOwnerEnforced"), names that are too long, and everything that this S3 would
 * silently ignore. Pure.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 */
final class S3Refusals {

    /** "Object key names": bytes of UTF-8. */
    static final int MAX_KEY_BYTES = 1024;

    /** "User-defined object metadata": bytes of all names and values. */
    static final int MAX_METADATA_BYTES = 2048;
    private static final String METADATA = "x-amz-meta-";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String CREDENTIAL = "Credential=";
    private static final Set<String> NO_ACL = Set.of("", "bucket-owner-full-control");
    /** What SDK clients send and s3proxy understands, or what changes nothing. */
    private static final List<String> HEADERS = List.of("x-amz-content-sha256", "x-amz-date", "x-amz-security-token", "x-amz-user-agent",
            "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-te", "x-amz-sdk-checksum-algorithm", "x-amz-checksum-", "x-amz-meta-",
            "x-amz-copy-source", "x-amz-metadata-directive", "x-amz-mfa", "x-amz-request-payer", "x-amz-object-attributes",
            "x-amz-max-parts", "x-amz-part-number-marker", "x-amz-mp-object-size", "x-amz-optional-object-attributes", "x-amz-acl");
    /** Sub-resources that s3proxy has, beside plain parameters; the rest of S3's would be taken for the object or bucket itself. */
    private static final Set<String> FOREIGN_RESOURCES = Set.of("location", "tagging", "policy", "policyStatus", "lifecycle", "website", "cors",
            "notification", "replication", "logging", "requestPayment", "accelerate", "analytics", "inventory", "metrics", "object-lock",
            "ownershipControls", "publicAccessBlock", "intelligent-tiering", "legal-hold", "retention", "restore", "select", "torrent",
            "versioning", "versionId", "encryption", "session", "metadataTable");

    private final String region;
    private final String account;

    S3Refusals(String region, String account) {
        this.region = region;
        this.account = account;
    }

    /**
     * A refusal.
     *
     * @param elements further elements of the error's XML
     */
    record Refusal(int status, String code, String message, Map<String, String> elements) {
    }

    Optional<Refusal> of(HttpServletRequest request) {
        try {
            return signature(request).or(() -> key(request)).or(() -> lists(request)).or(() -> metadata(request)).or(() -> unknown(request));
        } catch (AwsException e) {
            return refuse(400, "InvalidURI", "Couldn't parse the specified URI."); // a broken percent-encoding
        }
    }

    private Optional<Refusal> signature(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        Map<String, String> query = query(request);
        if (header == null && !query.containsKey("X-Amz-Signature")) {
            return refuse(403, "AccessDenied", "Access Denied: nobody may read or write without a signature");
        }
        if (header != null && !header.startsWith(ALGORITHM)) {
            return refuse(400, "InvalidRequest",
                    "The authorization mechanism you have provided is not supported. Please use " + ALGORITHM + ".");
        }
        String code = header == null ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed";
        String[] scope = (header == null ? query.getOrDefault("X-Amz-Credential", "") : credential(header)).split("/");
        if (scope.length < 5) {
            return refuse(400, code, "The authorization is malformed; the Credential is mal-formed; expecting "
                    + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        String signedRegion = scope[scope.length - 3];
        if (!signedRegion.equals(region)) {
            return Optional.of(new Refusal(400, code, "The authorization header is malformed; the region '" + signedRegion
                    + "' is wrong; expecting '" + region + "'", Map.of("Region", region)));
        }
        return scope[scope.length - 2].equals("s3") ? Optional.empty() : refuse(400, code, "The authorization header is malformed; "
                + "incorrect service \"" + scope[scope.length - 2] + "\". This endpoint belongs to \"s3\".");
    }

    private static Optional<Refusal> key(HttpServletRequest request) {
        String[] parts = request.getRequestURI().split("/", 3);
        return parts.length < 3 ? Optional.empty() : keyProblem(bare(parts[2], "").path());
    }

    /** Why there can be no such object. */
    static Optional<Refusal> keyProblem(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            return refuse(400, "KeyTooLongError", "Your key is too long");
        }
        boolean unsafe = key.indexOf('\0') >= 0 || key.startsWith("/")
                || List.of(key.split("/", -1)).stream().anyMatch(part -> part.equals("..") || part.equals("."));
        return unsafe ? refuse(400, "InvalidURI", "Couldn't parse the specified URI: the local S3 keeps objects as files and has no keys "
                + "with '.' or '..' as a part") : Optional.empty();
    }

    private Optional<Refusal> lists(HttpServletRequest request) {
        boolean list = request.getHeader("x-amz-acl") != null && !NO_ACL.contains(request.getHeader("x-amz-acl"))
                || Collections.list(request.getHeaderNames()).stream().anyMatch(name -> lower(name).startsWith("x-amz-grant-"))
                || request.getMethod().equals("PUT") && query(request).containsKey("acl");
        if (list) {
            return refuse(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
        }
        String owner = request.getHeader("x-amz-expected-bucket-owner");
        return owner == null || owner.equals(account) ? Optional.empty() : refuse(403, "AccessDenied", "Access Denied");
    }

    private static Optional<Refusal> metadata(HttpServletRequest request) {
        int bytes = Collections.list(request.getHeaderNames()).stream().filter(name -> lower(name).startsWith(METADATA))
                .mapToInt(name -> name.length() - METADATA.length() + request.getHeader(name).getBytes(StandardCharsets.UTF_8).length).sum();
        return bytes <= MAX_METADATA_BYTES ? Optional.empty()
                : refuse(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
    }

    private static Optional<Refusal> unknown(HttpServletRequest request) {
        for (String resource : query(request).keySet()) {
            // A bucket without versioning has one version of each object, "null", which can be listed and deleted as in S3.
            boolean deletesVersion = resource.equals("versionId") && request.getMethod().equals("DELETE");
            if (FOREIGN_RESOURCES.contains(resource) && !deletesVersion) {
                return refuse(501, "NotImplemented", "The local S3 has no sub-resource '" + resource + "'");
            }
        }
        for (String name : Collections.list(request.getHeaderNames())) {
            boolean known = !lower(name).startsWith("x-amz-") || lower(name).equals("x-amz-expected-bucket-owner")
                    || lower(name).equals("x-amz-source-expected-bucket-owner") || HEADERS.stream().anyMatch(lower(name)::startsWith);
            if (!known) {
                return refuse(501, "NotImplemented", "A header you provided implies functionality that is not implemented: " + name);
            }
        }
        return Optional.empty();
    }

    /** From the query alone: looking at parameters must not read a form in the body. */
    private static Map<String, String> query(HttpServletRequest request) {
        return bare(request.getRequestURI(), Optional.ofNullable(request.getQueryString()).orElse("")).query();
    }

    private static HttpRequest bare(String rawPath, String rawQuery) {
        return new HttpRequest("", rawPath, rawQuery, Map.of(), new byte[0]);
    }

    private static String credential(String header) {
        int start = header.indexOf(CREDENTIAL);
        if (start < 0) {
            return "";
        }
        String rest = header.substring(start + CREDENTIAL.length());
        int comma = rest.indexOf(',');
        return (comma < 0 ? rest : rest.substring(0, comma)).strip();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<Refusal> refuse(int status, String code, String message) {
        return Optional.of(new Refusal(status, code, message, Map.of()));
    }
}
