// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request to change a shadow, checked.
 *
 * @param state       what it changes: {@code desired}, {@code reported} or both, objects or null
 * @param version     the version it must meet
 * @param clientToken comes back in every answer
 */
record ShadowRequest(ObjectNode state, OptionalLong version, Optional<String> clientToken) {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final int CLIENT_TOKEN_BYTES = 64;
    /** "JSON contains too many levels of nesting; maximum is 6": levels below desired or reported. */
    private static final int LEVELS = 6;

    /** @throws ShadowException 400 with the developer guide's wording */
    static ShadowRequest parse(byte[] json) {
        JsonNode root = tree(json);
        if (!root.isObject()) {
            throw ShadowException.badRequest("Invalid JSON");
        }
        JsonNode state = root.get("state");
        if (state == null) {
            throw ShadowException.badRequest("Missing required node: state");
        }
        if (!state.isObject()) {
            throw ShadowException.badRequest("State node must be an object");
        }
        state.fieldNames().forEachRemaining(name -> {
            if (!name.equals("desired") && !name.equals("reported")) {
                throw ShadowException.badRequest("State contains an invalid node: '" + name + "'");
            }
        });
        checkSection(state.get("desired"), "Desired");
        checkSection(state.get("reported"), "Reported");
        return new ShadowRequest((ObjectNode) state, version(root), clientToken(root));
    }

    /** The token of a request that may be broken otherwise, so that its refusal can carry it. */
    static Optional<String> clientTokenOf(byte[] json) {
        try {
            return json.length == 0 ? Optional.empty() : clientToken(tree(json));
        } catch (ShadowException e) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root == null || root.isMissingNode()) {
                throw ShadowException.badRequest("Invalid JSON");
            }
            return root;
        } catch (IOException e) {
            throw ShadowException.badRequest("Invalid JSON");
        }
    }

    private static OptionalLong version(JsonNode root) {
        JsonNode version = root.get("version");
        if (version == null || version.isNull()) {
            return OptionalLong.empty();
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong() || version.longValue() < 0) {
            throw ShadowException.badRequest("Invalid version");
        }
        return OptionalLong.of(version.longValue());
    }

    private static Optional<String> clientToken(JsonNode root) {
        JsonNode token = root.get("clientToken");
        if (token == null) {
            return Optional.empty();
        }
        if (!token.isTextual() || token.textValue().getBytes(StandardCharsets.UTF_8).length > CLIENT_TOKEN_BYTES) {
            throw ShadowException.badRequest("Invalid clientToken");
        }
        return Optional.of(token.textValue());
    }

    private static void checkSection(JsonNode section, String name) {
        if (section == null || section.isNull()) {
            return;
        }
        if (!section.isObject()) {
            throw ShadowException.badRequest(name + " node must be an object");
        }
        checkDepth(section, 0);
    }

    private static void checkDepth(JsonNode node, int level) {
        if (level > LEVELS) {
            throw ShadowException.badRequest("JSON contains too many levels of nesting; maximum is " + LEVELS);
        }
        for (JsonNode child : node) {
            // A null takes an attribute out, which has no meaning inside an array.
            if (node.isArray() && child.isNull()) {
                throw ShadowException.badRequest("State contains an invalid node");
            }
            if (child.isContainerNode()) {
                checkDepth(child, level + 1);
            }
        }
    }
}
