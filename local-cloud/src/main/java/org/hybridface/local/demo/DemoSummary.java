// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one run came to: the device's own summary, joined by the calls the cloud's services counted.
 *
 * @param device   what the edge wrote into {@code edge.summary}
 * @param calls    calls the Lambda made for this device's faces; those of the enrolment before are not among them
 * @param findings what is wrong, a sentence each
 */
record DemoSummary(JsonNode device, CloudCalls calls, List<String> findings) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Calls to the services that cost money, by kind. */
    record CloudCalls(long s3Put, long search, long index, long getItem, long shadowUpdate) {

        CloudCalls since(CloudCalls before) {
            return new CloudCalls(s3Put - before.s3Put, search - before.search, index - before.index,
                    getItem - before.getItem, shadowUpdate - before.shadowUpdate);
        }
    }

    static JsonNode readDevice(Path file) {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DemoException("the edge left no readable summary in " + file + ": see its lines above", e);
        }
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), toJson());
    }

    ObjectNode toJson() {
        ObjectNode root = MAPPER.createObjectNode();
        for (String field : List.of("frames", "facesDetected", "keys")) {
            root.set(field, device.path(field));
        }
        root.putObject("cloudCalls")
                .put("s3Put", calls.s3Put())
                .put("search", calls.search())
                .put("index", calls.index())
                .put("getItem", calls.getItem())
                .put("shadowUpdate", calls.shadowUpdate());
        root.set("callsAvoided", device.path("callsAvoided"));
        root.set("answers", device.path("answers"));
        root.set("findings", MAPPER.valueToTree(findings));
        return root;
    }

    /** The summary as one paragraph for the terminal. */
    String inWords() {
        return "%d frames, %d faces detected, %d keys; cloud calls: %d asked, %d avoided".formatted(
                device.path("frames").asLong(), device.path("facesDetected").asLong(), device.path("keys").asLong(),
                calls.search(), device.path("callsAvoided").asLong());
    }
}
