// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The local certificate authority. Its directory keeps {@code ca.pem} and {@code ca.key.pem}, and below {@code things/<name>/} what
 * each device gets; a second start finds them again, so that a device keeps working. Devices get RSA 2048, as AWS IoT makes it;
 * our own keys are on P-256, which are made a hundred times as fast. Thread safe.
 */
public final class CertificateAuthority {

    private static final Duration LIFETIME = Duration.ofDays(825);
    /** A certificate this close to its end is made anew, so that none ends during a run. */
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);
    private static final int DEVICE_KEY_BITS = 2048;
    private static final String OWN_CURVE = "secp256r1";
    /** Thing names as AWS IoT allows them (CreateThing, thingName). */
    private static final Pattern THING = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");

    private final Path directory;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private X509Certificate certificate;
    private PrivateKey key;

    private CertificateAuthority(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Opens the authority of a directory, making it at the first time. */
    public static CertificateAuthority open(Path directory, Clock clock) throws IOException {
        CertificateAuthority authority = new CertificateAuthority(directory, clock);
        try {
            authority.loadOrMake();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate authority in " + directory
                    + " cannot be used: delete that directory to get a new one", e);
        }
        return authority;
    }

    /** PEM file of the authority's own certificate: what devices trust. */
    public Path caFile() {
        return directory.resolve("ca.pem");
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * The identity of a thing, made at the first call for its name.
     *
     * @throws IllegalArgumentException when AWS would not allow the name
     */
    public synchronized DeviceIdentity thing(String name) throws IOException {
        if (!THING.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a thing name: 1 to 128 of a-z A-Z 0-9 : _ -");
        }
        // A colon is no file name on every system; the percent sign cannot be part of a thing name.
        Path home = directory.resolve("things").resolve(name.replace(":", "%3A"));
        DeviceIdentity identity = new DeviceIdentity(name, caFile(), home.resolve("certificate.pem"), home.resolve("private.key.pem"));
        try {
            Files.createDirectories(home);
            if (!isUsable(identity.certificateFile(), identity.keyFile())) {
                KeyPair pair = deviceKeyPair();
                Pem.write(identity.keyFile(), pair.getPrivate());
                Pem.write(identity.certificateFile(), sign(name, pair, KeyPurposeId.id_kp_clientAuth));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate could be made for the thing '" + name + "' in " + home, e);
        }
        return identity;
    }

    /** A key and certificate for a server on 127.0.0.1 and localhost; new at every call, kept nowhere. */
    public Identity server() {
        return inMemory("localhost", KeyPurposeId.id_kp_serverAuth);
    }

    /**
     * An identity for a client that belongs to the local cloud itself, such as the rule engine; new at every call, kept nowhere. Its
     * common name starts with a dollar sign, which no thing name can.
     */
    public Identity service(String name) {
        return inMemory("$" + name, KeyPurposeId.id_kp_clientAuth);
    }

    private synchronized Identity inMemory(String commonName, KeyPurposeId purpose) {
        try {
            KeyPair pair = ownKeyPair();
            return new Identity(pair.getPrivate(), sign(commonName, pair, purpose), certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no certificate could be made for " + commonName, e);
        }
    }

    private void loadOrMake() throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        Path keyFile = directory.resolve("ca.key.pem");
        if (Files.exists(caFile()) && Files.exists(keyFile)) {
            certificate = Pem.certificate(caFile());
            key = Pem.key(keyFile);
            if (lastsLongEnough(certificate)) {
                return;
            }
        }
        KeyPair pair = ownKeyPair();
        key = pair.getPrivate();
        certificate = selfSign(pair);
        Pem.write(keyFile, key);
        Pem.write(caFile(), certificate);
    }

    private boolean isUsable(Path certificateFile, Path keyFile) throws IOException {
        if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
            return false;
        }
        try {
            X509Certificate existing = Pem.certificate(certificateFile);
            existing.verify(certificate.getPublicKey());
            return lastsLongEnough(existing);
        } catch (GeneralSecurityException e) {
            return false; // of an earlier authority, or damaged: it is made anew
        }
    }

    private boolean lastsLongEnough(X509Certificate existing) {
        return existing.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEW_BEFORE_END));
    }

    private static KeyPair deviceKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(DEVICE_KEY_BITS);
        return generator.generateKeyPair();
    }

    private static KeyPair ownKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(OWN_CURVE));
        return generator.generateKeyPair();
    }

    private X509Certificate selfSign(KeyPair pair) throws GeneralSecurityException, IOException {
        // The number tells two authorities of one machine apart where only names are shown.
        X500Principal name = new X500Principal("CN=Hybrid Face local cloud, OU=" + Long.toHexString(random.nextLong()));
        JcaX509v3CertificateBuilder builder = builder(name, name, pair);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return finish(builder, pair.getPrivate());
    }

    private X509Certificate sign(String commonName, KeyPair pair, KeyPurposeId purpose) throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder = builder(certificate.getSubjectX500Principal(), new X500Principal("CN=" + commonName), pair);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        if (purpose.equals(KeyPurposeId.id_kp_serverAuth)) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")}));
        }
        return finish(builder, key);
    }

    private JcaX509v3CertificateBuilder builder(X500Principal issuer, X500Principal subject, KeyPair pair) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(issuer, new BigInteger(127, random), Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFETIME)), subject, pair.getPublic());
    }

    private static X509Certificate finish(JcaX509v3CertificateBuilder builder, PrivateKey signer) throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("every Java signs SHA256withECDSA", e);
        }
    }
}
