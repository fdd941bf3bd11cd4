// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.identity;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.hybridface.local.files.PrivateFiles;

/**
 * A private key and its certificate.
 *
 * @param authority the certificate of the authority that signed it, which is also the one to trust
 */
public record Identity(PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    private static final char[] IN_MEMORY = new char[0];

    /** Reads the files a device was given. */
    public static Identity of(DeviceIdentity files) throws IOException {
        try {
            return new Identity(Pem.key(files.keyFile()), Pem.certificate(files.certificateFile()), Pem.certificate(files.caFile()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate of the thing '" + files.thing() + "' cannot be used", e);
        }
    }

    /** Writes a PKCS#12 key store with the key and its certificate, for servers that read their identity from a file. */
    public void writeKeyStore(Path file, String password) throws IOException {
        try (OutputStream out = Files.newOutputStream(PrivateFiles.file(file))) {
            keyStore(password.toCharArray()).store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("the key store " + file + " could not be written", e);
        }
    }

    /** TLS sockets that show this identity and trust servers of its authority; they send small packets at once. */
    public SSLSocketFactory socketFactory() {
        try {
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keyStore(IN_MEMORY), IN_MEMORY);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return new NoDelaySocketFactory(context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificate of " + certificate.getSubjectX500Principal() + " cannot be used", e);
        }
    }

    private KeyStore keyStore(char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("identity", key, password, new Certificate[] {certificate});
        return store;
    }

    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
