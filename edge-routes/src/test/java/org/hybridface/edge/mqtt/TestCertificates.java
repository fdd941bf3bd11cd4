// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Self-signed certificates and their keys as PEM files, made by the JDK's keytool. */
public final class TestCertificates {

    private static final char[] PASSWORD = "password".toCharArray();

    private final Path directory;

    public TestCertificates(Path directory) {
        this.directory = directory;
    }

    public record Pair(Path certificate, Path key) {
    }

    /**
     * @param algorithm RSA or EC
     * @param start keytool's -startdate, for example {@code -2d}
     * @param days how long it is valid
     */
    public Pair make(String name, String algorithm, String start, int days) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair",
                "-keyalg", algorithm, "-alias", "own", "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1", "-startdate", start,
                "-validity", Integer.toString(days), "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass", new String(PASSWORD)));
        int exit = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(directory.resolve("keytool.log").toFile())
                .start().waitFor();
        if (exit != 0) {
            throw new IOException(Files.readString(directory.resolve("keytool.log")));
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        return new Pair(pem(name + ".crt", "CERTIFICATE", keys.getCertificate("own").getEncoded()),
                pem(name + ".key", "PRIVATE KEY", keys.getKey("own", PASSWORD).getEncoded()));
    }

    Path pem(String file, String type, byte[] der) throws IOException {
        String text = "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + type + "-----\n";
        return Files.writeString(directory.resolve(file), text, StandardCharsets.US_ASCII);
    }

    Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    public static String password() {
        return new String(PASSWORD);
    }
}
