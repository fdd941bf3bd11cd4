// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of an {@code Authorization} header of AWS Signature Version 4.
 *
 * @param date          {@code yyyyMMdd} of the credential scope
 * @param signedHeaders lower-case names in the order sent
 * @param signature     64 hexadecimal digits
 */
record Authorization(String accessKeyId, String date, String region, String service, List<String> signedHeaders,
        String signature) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String TERMINATOR = "aws4_request";

    /** @throws AwsException IncompleteSignatureException that names each missing or malformed part */
    static Authorization parse(String header) {
        String value = header.strip();
        if (!value.startsWith(ALGORITHM + " ")) {
            throw incomplete("Unsupported AWS 'algorithm': only " + ALGORITHM + " is accepted.");
        }
        Map<String, String> parts = new TreeMap<>();
        for (String part : value.substring(ALGORITHM.length() + 1).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        List<String> missing = new ArrayList<>();
        for (String name : List.of("Credential", "SignedHeaders", "Signature")) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (!missing.isEmpty()) {
            throw incomplete(String.join(" ", missing));
        }
        String[] scope = parts.get("Credential").split("/");
        if (scope.length != 5 || !scope[4].equals(TERMINATOR)) {
            throw incomplete("Credential must have exactly 5 slash-delimited elements, e.g. "
                    + "keyid/date/region/service/" + TERMINATOR + ".");
        }
        return new Authorization(scope[0], scope[1], scope[2], scope[3],
                List.of(parts.get("SignedHeaders").split(";")), parts.get("Signature"));
    }

    String scope() {
        return date + '/' + region + '/' + service + '/' + TERMINATOR;
    }

    private static AwsException incomplete(String message) {
        return AwsException.access("IncompleteSignatureException", message);
    }
}
