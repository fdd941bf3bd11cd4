// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.identity;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates and keys (RSA or EC) as PEM files; keys are PKCS#8 and readable by their owner only. */
final class Pem {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private Pem() {
    }

    static void write(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
        Files.writeString(file, text(CERTIFICATE, certificate.getEncoded()));
    }

    static void write(Path file, PrivateKey key) throws IOException {
        // Created with its final rights: a key must not be readable by others even for a moment.
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text(PRIVATE_KEY, key.getEncoded()));
    }

    static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        try (Reader in = Files.newBufferedReader(file); PemReader pem = new PemReader(in)) {
            PemObject object = pem.readPemObject();
            if (object == null || !object.getType().equals(PRIVATE_KEY)) {
                throw new GeneralSecurityException(file + " holds no PKCS#8 private key");
            }
            String algorithm = PrivateKeyInfo.getInstance(object.getContent()).getPrivateKeyAlgorithm().getAlgorithm()
                    .equals(PKCSObjectIdentifiers.rsaEncryption) ? "RSA" : "EC";
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(object.getContent()));
        }
    }

    private static String text(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject(type, der));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be written", e);
        }
        return text.toString();
    }
}
