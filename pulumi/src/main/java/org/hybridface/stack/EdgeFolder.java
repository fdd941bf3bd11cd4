// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The unzipped edge artifact ({@code edge.zip}) of one device, which gets its identity and its way to the cloud. */
final class EdgeFolder {

    private static final String PROPERTIES = "application.properties";
    private static final String CERTIFICATES = "certificates";

    /** Set by bin/edge, so that the files are found from wherever it is started. */
    private static final String HOME = "{{edge.home}}";

    private static final int MQTT_TLS_PORT = 8883;

    private final Path folder;

    /** @throws DeviceFilesException when the folder does not hold the edge */
    EdgeFolder(Path folder) {
        this.folder = folder;
        if (!Files.isRegularFile(folder.resolve(PROPERTIES))) {
            throw new DeviceFilesException(folder.toAbsolutePath().normalize() + " holds no " + PROPERTIES
                    + ": unzip edge-routes/target/edge.zip and give its folder 'edge'");
        }
    }

    /**
     * Writes certificate, key and authorities, and sets the properties that name them; all other lines stay as they are.
     *
     * @return the files written, for a message
     */
    List<Path> give(String thing, StackOutputs outputs) throws IOException {
        StackOutputs.Identity identity = outputs.identity(thing);
        Path certificates = Files.createDirectories(folder.resolve(CERTIFICATES));
        Path certificate = certificates.resolve(thing + ".crt.pem");
        Path key = certificates.resolve(thing + ".key.pem");
        Path fleet = certificates.resolve("fleet.key");
        Path roots = certificates.resolve("amazon-roots.pem");
        Set<Path> written = new LinkedHashSet<>();

        Files.writeString(certificate, identity.certificatePem());
        written.add(certificate);
        if (identity.privateKeyPem().isPresent()) {
            writeForOwnerOnly(key, identity.privateKeyPem().get());
            written.add(key);
        }
        if (outputs.fleetKeys().isPresent()) {
            writeForOwnerOnly(fleet, outputs.fleetKeys().get());
            written.add(fleet);
        }
        String trusted = AmazonRoots.pem();
        if (!trusted.isEmpty()) {
            Files.writeString(roots, trusted);
            written.add(roots);
        }

        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("edge.thing", thing);
        properties.put("mqtt.url", "ssl://" + outputs.iotEndpoint() + ":" + MQTT_TLS_PORT);
        // Empty: the edge then trusts what its own Java runtime trusts.
        properties.put("mqtt.ca.file", trusted.isEmpty() ? "" : inHome(roots));
        properties.put("mqtt.certificate.file", inHome(certificate));
        properties.put("mqtt.key.file", inHome(key));
        properties.put("gallery.key.file", outputs.fleetKeys().isPresent() ? inHome(fleet) : "");
        set(properties);
        written.add(folder.resolve(PROPERTIES));
        return List.copyOf(written);
    }

    private String inHome(Path file) {
        return HOME + "/" + CERTIFICATES + "/" + file.getFileName();
    }

    /** The file never exists with other rights than these, and never half written. */
    private static void writeForOwnerOnly(Path file, String text) throws IOException {
        FileAttribute<?>[] onlyOwner = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(file.getParent(), "key", ".tmp", onlyOwner);
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void set(Map<String, String> properties) throws IOException {
        Path file = folder.resolve(PROPERTIES);
        List<String> old = Files.readAllLines(file);
        Set<String> present = old.stream().map(EdgeFolder::key).collect(Collectors.toSet());
        Stream<String> changed = old.stream()
                .map(line -> properties.containsKey(key(line)) ? key(line) + "=" + properties.get(key(line)) : line);
        Stream<String> added = properties.entrySet().stream().filter(entry -> !present.contains(entry.getKey()))
                .map(entry -> entry.getKey() + "=" + entry.getValue());
        Files.write(file, Stream.concat(changed, added).toList());
    }

    /** The key of a line like {@code key=value}; empty for comments and blank lines. */
    private static String key(String line) {
        int equals = line.indexOf('=');
        return equals < 0 || line.startsWith("#") ? "" : line.substring(0, equals).strip();
    }
}
