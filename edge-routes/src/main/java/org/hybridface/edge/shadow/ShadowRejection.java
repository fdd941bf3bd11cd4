// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the shadow's error documents (AWS IoT developer guide, "Device Shadow error messages"): {@code {"code":409,...}}. */
public class ShadowRejection {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowRejection.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_SHADOW = 404;
    private static final int VERSION_CONFLICT = 409;

    /** Whether a newer answer came while the last ones were being taken out: then the shadow is to be read again. */
    public boolean isConflict(@Body byte[] json) {
        return code(json) == VERSION_CONFLICT;
    }

    /** Says what a rejection means. No shadow yet is no fault: nobody has answered this device so far. */
    public void explain(@Body byte[] json) {
        int code = code(json);
        if (code == NO_SHADOW || code == VERSION_CONFLICT) {
            LOG.debug("event=shadow-rejected code={}", code);
        } else {
            LOG.warn("event=shadow-rejected code={} The shadow 'faces' refused a request: check the device's policy and the shadow's size", code);
        }
    }

    private static int code(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node == null ? 0 : node.path("code").asInt();
        } catch (IOException e) {
            return 0;
        }
    }
}
