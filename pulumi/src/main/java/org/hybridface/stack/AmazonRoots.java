// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The authorities that sign AWS IoT's endpoints, taken from those this Java runtime trusts, so that nothing has to be downloaded
 * (AWS IoT developer guide, "Server authentication": Amazon Root CA 1 to 4).
 */
final class AmazonRoots {

    private static final Pattern SUBJECT = Pattern.compile("CN=Amazon Root CA [1-4], O=Amazon, C=US");
    private static final int PEM_LINE_CHARACTERS = 64;

    private AmazonRoots() {
    }

    /** One PEM block after the other; empty when this runtime trusts none of them. */
    static String pem() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .flatMap(manager -> manager instanceof X509TrustManager trust
                            ? Stream.of(trust.getAcceptedIssuers()) : Stream.empty())
                    .filter(certificate -> SUBJECT.matcher(certificate.getSubjectX500Principal().toString()).matches())
                    .sorted(Comparator.comparing(certificate -> certificate.getSubjectX500Principal().toString()))
                    .map(AmazonRoots::pem)
                    .collect(Collectors.joining());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot read its own trusted authorities", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(PEM_LINE_CHARACTERS, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a trusted certificate cannot be written", e);
        }
    }
}
