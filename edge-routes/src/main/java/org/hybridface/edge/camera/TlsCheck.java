// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import org.hybridface.edge.print.Reason;

/**
 * Whose certificate a camera must show. Most cameras have made their own, which nobody signed: so the file holds that one, or the one of whoever signed it, and
 * names are not compared.
 *
 * @param file PEM; empty when any certificate will do
 * @see <a href="https://ffmpeg.org/ffmpeg-protocols.html#tls">FFmpeg: tls</a>
 */
record TlsCheck(Optional<Path> file) {

    static final TlsCheck NONE = new TlsCheck(Optional.empty());

    /** For FFmpeg's protocols. */
    Map<String, String> options() {
        return file.map(path -> Map.of("tls_verify", "1", "ca_file", path.toString())).orElse(Map.of());
    }

    /**
     * @param url of the camera
     * @throws CameraUnavailableException when the file is no certificate, or the way to the camera is not encrypted
     */
    void require(String url) throws CameraUnavailableException {
        if (file.isEmpty()) {
            return;
        }
        if (!url.matches("(https|rtsps)://.*")) {
            throw new CameraUnavailableException("has the option tlsCertificate and no address that begins with https:// or rtsps://, so nothing would be checked. Correct one of them");
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw new CertificateException("it is empty");
            }
        } catch (IOException | CertificateException e) {
            throw new CameraUnavailableException("cannot be checked: the option tlsCertificate names " + file.get() + ", which is no readable certificate in PEM form ("
                    + (e instanceof IOException io ? Reason.of(io) : e.getMessage()) + "). openssl s_client -showcerts -connect host:443 shows the camera's own", e);
        }
    }

    /** What may be the matter besides when it cannot be reached. */
    String doubt() {
        return file.map(path -> ", or shows another certificate than the one in " + path).orElse("");
    }
}
