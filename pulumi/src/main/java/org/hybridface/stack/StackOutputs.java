// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Optional;

/** What {@code pulumi stack output --json --show-secrets} prints, as far as a device needs it. */
record StackOutputs(JsonObject tree) {

    /** What Pulumi prints in place of a secret when it was not asked to show it. */
    private static final String MASKED = "[secret]";

    /** @throws DeviceFilesException when the text is not the output of this program's stack */
    static StackOutputs parse(String json) {
        try {
            JsonElement tree = JsonParser.parseString(json);
            if (tree.isJsonObject() && tree.getAsJsonObject().has("devices")) {
                return new StackOutputs(tree.getAsJsonObject());
            }
        } catch (JsonParseException e) {
            // The same advice as for any other text.
        }
        throw new DeviceFilesException("this is not what 'pulumi stack output --json --show-secrets' prints for a stack of this "
                + "project: run 'pulumi up' first, and select the stack with 'pulumi stack select'");
    }

    String iotEndpoint() {
        return tree.get("iotEndpoint").getAsString();
    }

    /** What seals whom the devices share; empty when they share nothing. */
    Optional<String> fleetKeys() {
        Optional<String> keys = Optional.ofNullable(tree.get("fleetKeys")).map(JsonElement::getAsString);
        if (keys.filter(MASKED::equals).isPresent()) {
            throw new DeviceFilesException("the fleet's keys are masked: ask for them with --show-secrets");
        }
        return keys;
    }

    Identity identity(String thing) {
        JsonElement devices = tree.get("devices");
        if (!devices.isJsonObject()) {
            throw new DeviceFilesException(devices.getAsString().equals(MASKED)
                    ? "the devices are masked: ask for them with --show-secrets"
                    : "the stack's output 'devices' is not a list of devices");
        }
        if (tree.has("revokedDevices") && tree.getAsJsonArray("revokedDevices").contains(new JsonPrimitive(thing))) {
            throw new DeviceFilesException("'" + thing + "' is revoked: its certificate connects nobody. Give the camera a new name under "
                    + "'devices' in Pulumi.<stack>.yaml, run 'pulumi up', and ask for the files of that name");
        }
        JsonElement device = devices.getAsJsonObject().get(thing);
        if (device == null) {
            throw new DeviceFilesException("the stack has no device '" + thing + "', only " + devices.getAsJsonObject().keySet()
                    + ": add it to 'devices' in Pulumi.<stack>.yaml and run 'pulumi up'");
        }
        JsonObject files = device.getAsJsonObject();
        return new Identity(files.get("certificatePem").getAsString(),
                Optional.ofNullable(files.get("privateKeyPem")).map(JsonElement::getAsString));
    }

    /**
     * What a device proves itself with.
     *
     * @param certificatePem its certificate
     * @param privateKeyPem  its key, unless the device made its own
     */
    record Identity(String certificatePem, Optional<String> privateKeyPem) {

        /** Says nothing of the key. */
        @Override
        public String toString() {
            return "Identity[" + (privateKeyPem.isPresent() ? "with a key" : "keeps its own key") + "]";
        }
    }
}
