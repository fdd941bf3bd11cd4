// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.hybridface.edge.print.Reason;

/**
 * The device's identity and whom it trusts, as PEM files.
 *
 * @param ca          certificates the broker's is checked against; empty: those of the Java runtime
 * @param certificate this device's certificate, followed by its chain if it has one
 * @param key         the certificate's private key
 * @param clock       to tell an expired certificate before the broker does
 */
public record TlsFiles(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key, Clock clock) {

    private static final String CA = "mqtt.ca.file";
    private static final String CERTIFICATE = "mqtt.certificate.file";
    private static final String KEY = "mqtt.key.file";
    private static final char[] NO_PASSWORD = new char[0];

    /** @throws TlsFileException when a file is missing, unreadable, expired or does not belong to the others */
    SSLSocketFactory socketFactory() throws TlsFileException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers().getKeyManagers(), trust(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsFileException("TLS cannot be set up from " + CA + ", " + CERTIFICATE + " and " + KEY + ": " + e.getMessage());
        }
    }

    private TrustManager[] trust() throws TlsFileException, GeneralSecurityException, IOException {
        if (ca.isEmpty()) {
            return null;
        }
        KeyStore trusted = emptyStore();
        int number = 0;
        for (X509Certificate authority : certificates(CA, ca.get())) {
            trusted.setCertificateEntry("ca" + number++, authority);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    private KeyManagerFactory keyManagers() throws TlsFileException, GeneralSecurityException, IOException {
        Path certificateFile = certificate.orElseThrow(() -> missing(CERTIFICATE));
        Path keyFile = key.orElseThrow(() -> missing(KEY));
        List<X509Certificate> chain = certificates(CERTIFICATE, certificateFile);
        checkDates(chain.get(0), certificateFile);
        PrivateKey privateKey = privateKey(keyFile);
        checkPair(chain.get(0), certificateFile, privateKey, keyFile);
        KeyStore own = emptyStore();
        own.setKeyEntry("device", privateKey, NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, NO_PASSWORD);
        return managers;
    }

    /** Why a file cannot be what the option wants; empty when it can. */
    public static Optional<String> fault(String option, Path file) {
        try {
            if (option.equals(KEY)) {
                privateKey(file);
            } else {
                certificates(option, file);
            }
            return Optional.empty();
        } catch (TlsFileException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * When this device's certificate ends.
     *
     * @throws TlsFileException when it cannot be read
     */
    Instant ends() throws TlsFileException {
        Path file = certificate.orElseThrow(() -> missing(CERTIFICATE));
        return certificates(CERTIFICATE, file).get(0).getNotAfter().toInstant();
    }

    private void checkDates(X509Certificate own, Path file) throws TlsFileException {
        Instant now = clock.instant();
        if (now.isAfter(own.getNotAfter().toInstant())) {
            throw new TlsFileException(CERTIFICATE + "=" + file + " expired on " + own.getNotAfter().toInstant()
                    + ": put a new certificate there (or set this machine's clock)");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            throw new TlsFileException(CERTIFICATE + "=" + file + " is valid from " + own.getNotBefore().toInstant()
                    + " on, and this machine's clock says " + now + ": set the clock");
        }
    }

    private static void checkPair(X509Certificate own, Path certificateFile, PrivateKey privateKey, Path keyFile)
            throws TlsFileException {
        try {
            byte[] probe = {1, 2, 3};
            Signature signature = Signature.getInstance("RSA".equals(privateKey.getAlgorithm()) ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(privateKey);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update(probe);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // Keys of two kinds: the same fault, said below.
        }
        throw new TlsFileException(KEY + "=" + keyFile + " is not the key of " + CERTIFICATE + "=" + certificateFile
                + ": give the two files that were made together");
    }

    private static PrivateKey privateKey(Path file) throws TlsFileException {
        try {
            return PemKey.parse(new String(bytes(KEY, file), StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(KEY + "=" + file + " is no usable private key: " + e.getMessage());
        }
    }

    private static List<X509Certificate> certificates(String property, Path file) throws TlsFileException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Certificate one : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(property, file)))) {
                certificates.add((X509Certificate) one);
            }
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(property + "=" + file + " is no PEM certificate: " + e.getMessage());
        }
        if (certificates.isEmpty()) {
            throw new TlsFileException(property + "=" + file + " holds no '-----BEGIN CERTIFICATE-----' block");
        }
        return certificates;
    }

    private static byte[] bytes(String property, Path file) throws TlsFileException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new TlsFileException(property + "=" + file + " does not exist: put the file there or correct the property");
        } catch (IOException e) {
            throw new TlsFileException(property + "=" + file + " cannot be read (" + Reason.of(e) + ")");
        }
    }

    private static TlsFileException missing(String property) {
        return new TlsFileException(property + " is not set: give the PEM file, or use a tcp:// mqtt.url to try without TLS");
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
