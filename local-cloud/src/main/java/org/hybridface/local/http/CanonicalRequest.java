// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The canonical form of a request, step 1 of AWS Signature Version 4, as every service but S3 builds it: the path is normalised
 * and each segment is encoded once more.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed
 *      AWS API request, step 1</a>
 */
final class CanonicalRequest {

    private CanonicalRequest() {
    }

    /** @param signedHeaders lower-case names, sorted, all present in the request */
    static String of(HttpRequest request, List<String> signedHeaders) {
        return request.method() + '\n'
                + path(request.rawPath()) + '\n'
                + query(request.rawQuery()) + '\n'
                + headers(request, signedHeaders) + '\n'
                + String.join(";", signedHeaders) + '\n'
                + sha256Hex(request.body());
    }

    static String sha256Hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String sha256Hex(String text) {
        return sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String path(String rawPath) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : rawPath.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(Percent.encode(segment, ""));
            }
        }
        String slash = rawPath.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return "/" + String.join("/", segments) + slash;
    }

    private static String query(String rawQuery) {
        return Percent.pairs(rawQuery).stream()
                .map(pair -> new Percent.Pair(Percent.encode(pair.name(), ""), Percent.encode(pair.value(), "")))
                .sorted(Comparator.comparing(Percent.Pair::name).thenComparing(Percent.Pair::value))
                .map(pair -> pair.name() + '=' + pair.value())
                .collect(Collectors.joining("&"));
    }

    private static String headers(HttpRequest request, List<String> signedHeaders) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders) {
            String value = request.headers().getOrDefault(name, List.of()).stream()
                    .map(v -> v.strip().replaceAll(" +", " "))
                    .collect(Collectors.joining(","));
            lines.append(name).append(':').append(value).append('\n');
        }
        return lines.toString();
    }
}
