// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.hybridface.edge.mqtt.TestCertificates.Pair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of a PEM file is one sentence: which property, which file, what to do. */
class TlsFilesTest {

    @TempDir
    static Path directory;

    private static TestCertificates make;
    private static Pair device;

    @BeforeAll
    static void certificates() throws Exception {
        make = new TestCertificates(directory);
        device = make.make("device", "EC", "-1d", 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void goodFilesMakeASocketFactory(String algorithm) throws Exception {
        Pair pair = make.make("good-" + algorithm, algorithm, "-1d", 10);
        assertThat(files(pair.certificate(), pair.certificate(), pair.key()).socketFactory()).isNotNull();
    }

    @Test
    void anRsaKeyAsAwsHandsItOutWorksToo() throws Exception {
        Pair rsa = make.make("rsa", "RSA", "-1d", 10);
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) PemKey.parse(Files.readString(rsa.key()));
        // The PKCS#1 key is the last part of PKCS#8: SEQUENCE header (4), version and algorithm (18), OCTET STRING header (4).
        byte[] pkcs8 = key.getEncoded();
        Path pkcs1 = make.pem("pkcs1.key", "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
        assertThat(PemKey.parse(Files.readString(pkcs1))).isEqualTo(key);
        assertThat(files(rsa.certificate(), rsa.certificate(), pkcs1).socketFactory()).isNotNull();
    }

    @Test
    void aMissingFile() {
        assertFault(files(device.certificate(), directory.resolve("nothing.pem"), device.key()),
                "mqtt.certificate.file=" + directory.resolve("nothing.pem") + " does not exist");
        assertFault(files(directory.resolve("no-ca.pem"), device.certificate(), device.key()), "mqtt.ca.file=");
    }

    @Test
    void aPropertyThatIsNotSet() {
        assertFault(new TlsFiles(Optional.empty(), Optional.empty(), Optional.of(device.key()), Clock.systemUTC()),
                "mqtt.certificate.file is not set");
    }

    @Test
    void anExpiredCertificate() throws Exception {
        Pair old = make.make("old", "EC", "-10d", 5);
        assertFault(files(device.certificate(), old.certificate(), old.key()), "expired on");
    }

    @Test
    void aCertificateOfTheFuture() throws Exception {
        Pair future = make.make("future", "EC", "+5d", 5);
        assertFault(files(device.certificate(), future.certificate(), future.key()), "set the clock");
    }

    @Test
    void theKeyOfAnotherCertificate() throws Exception {
        Pair other = make.make("other", "EC", "-1d", 5);
        assertFault(files(device.certificate(), device.certificate(), other.key()), "is not the key of mqtt.certificate.file");
        Pair rsa = make.make("another", "RSA", "-1d", 5);
        assertFault(files(device.certificate(), device.certificate(), rsa.key()), "is not the key of mqtt.certificate.file");
    }

    @Test
    void filesThatHoldSomethingElse() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "hello");
        assertFault(files(device.certificate(), device.certificate(), text), "mqtt.key.file=" + text + " is no usable private key");
        assertFault(files(device.certificate(), text, device.key()), "mqtt.certificate.file=" + text);
        Path ec = make.pem("ec.key", "EC PRIVATE KEY", new byte[] {1, 2, 3});
        assertFault(files(device.certificate(), device.certificate(), ec), "openssl pkcs8");
        Path damaged = make.pem("damaged.key", "PRIVATE KEY", new byte[] {1, 2, 3});
        assertFault(files(device.certificate(), device.certificate(), damaged), "neither an RSA nor an elliptic curve key");
    }

    private static void assertFault(TlsFiles files, String says) {
        assertThatThrownBy(files::socketFactory).isInstanceOf(TlsFileException.class).hasMessageContaining(says);
    }

    private static TlsFiles files(Path ca, Path certificate, Path key) {
        return new TlsFiles(Optional.of(ca), Optional.of(certificate), Optional.of(key), Clock.systemUTC());
    }
}
