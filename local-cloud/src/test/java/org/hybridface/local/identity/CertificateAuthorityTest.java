// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");

    @TempDir
    Path directory;

    private CertificateAuthority at(Instant instant) throws Exception {
        return CertificateAuthority.open(directory, Clock.fixed(instant, ZoneOffset.UTC));
    }

    @Test
    void aThingKeepsItsCertificateOverARestart() throws Exception {
        DeviceIdentity first = at(NOW).thing("camera-1");
        byte[] key = Files.readAllBytes(first.keyFile());
        DeviceIdentity again = at(NOW.plusSeconds(60)).thing("camera-1");
        assertThat(again).isEqualTo(first);
        assertThat(Files.readAllBytes(again.keyFile())).isEqualTo(key);
        Identity identity = Identity.of(again);
        identity.certificate().verify(identity.authority().getPublicKey());
        assertThat(identity.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=camera-1");
    }

    @Test
    void onlyTheOwnerReadsAKey() throws Exception {
        DeviceIdentity camera = at(NOW).thing("camera-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(camera.keyFile()))).isEqualTo("rw-------");
        assertThat(Files.readString(camera.keyFile())).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void aCertificateThatEndsSoonIsMadeAnew() throws Exception {
        String first = Files.readString(at(NOW).thing("camera-1").certificateFile());
        assertThat(Files.readString(at(NOW.plus(Duration.ofDays(800))).thing("camera-1").certificateFile())).isNotEqualTo(first);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsReplaced() throws Exception {
        DeviceIdentity camera = at(NOW).thing("camera-1");
        String first = Files.readString(camera.certificateFile());
        Files.delete(directory.resolve("ca.pem"));
        assertThat(Files.readString(at(NOW).thing("camera-1").certificateFile())).isNotEqualTo(first);
    }

    @Test
    void aBrokenAuthoritySaysWhatToDo() throws Exception {
        at(NOW);
        Files.writeString(directory.resolve("ca.key.pem"), "nonsense");
        assertThatThrownBy(() -> at(NOW)).hasMessageContaining(directory.toString()).hasMessageContaining("delete that directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../a", "a/b", "$service"})
    void aNameThatAwsRefusesIsRefused(String name) throws Exception {
        CertificateAuthority authority = at(NOW);
        assertThatThrownBy(() -> authority.thing(name)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("thing name");
    }
}
