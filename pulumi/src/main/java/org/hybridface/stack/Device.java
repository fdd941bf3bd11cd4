// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A camera that may connect.
 *
 * @param thing              thing name, MQTT client id and first part of its photos' keys
 * @param certificateRequest PEM file of a signing request (CSR) the device made, so that its private key never leaves
 *                           it. Without one AWS makes the key
 */
record Device(String thing, Optional<Path> certificateRequest) {

    /** Thing names as AWS IoT allows them (CreateThing, thingName), and as in face-messages, {@code ThingName}. */
    static final Pattern THING = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");

    /** RFC 7468, section 7; the older label of OpenSSL and Java's keytool has NEW in it. */
    private static final Pattern REQUEST = Pattern.compile("\\s*-----BEGIN (NEW )?CERTIFICATE REQUEST-----[A-Za-z0-9+/=\\s]++-----END (NEW )?CERTIFICATE REQUEST-----\\s*");

    Device {
        if (!THING.matcher(thing).matches()) {
            throw BadSettingException.of("devices", "'" + thing + "' is not a thing name",
                    "use letters, digits, ':', '_' and '-', at most 128 of them");
        }
    }

    /**
     * The text of its request, if it made one. Whatever else lies there would be sent to AWS and kept in the stack's state: a private key, too.
     *
     * @throws BadSettingException when the file cannot be read or is not one certificate request
     */
    Optional<String> readRequest() {
        return certificateRequest.map(file -> {
            String text;
            try {
                text = Files.readString(file);
            } catch (IOException e) {
                throw BadSettingException.of("devices", "cannot read the certificate request " + file.toAbsolutePath().normalize(),
                        "copy the device's .csr file there");
            }
            if (!REQUEST.matcher(text).matches()) {
                throw BadSettingException.of("devices", file.toAbsolutePath().normalize() + " is not one certificate request in PEM",
                        "give the file that begins with -----BEGIN CERTIFICATE REQUEST-----, not the key");
            }
            return text;
        });
    }

    /** Reads {@code camera-1} or {@code camera-1=devices/camera-1.csr}. */
    static Device parse(String text) {
        int equals = text.indexOf('=');
        try {
            return equals < 0
                    ? new Device(text, Optional.empty())
                    : new Device(text.substring(0, equals), Optional.of(Settings.inProject(text.substring(equals + 1))));
        } catch (InvalidPathException e) {
            throw BadSettingException.of("devices", "'" + text.substring(equals + 1) + "' is not a path", "give one like devices/camera-1.csr");
        }
    }
}
