// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hybridface.local.http.AwsException;

/**
 * An operation's input, read with the constraints of the API reference and refused in AWS's words.
 *
 * @see <a href="https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html">for example IndexFaces</a>
 */
final class Input {

    /** A text's constraints. */
    enum Text {
        COLLECTION_ID("[a-zA-Z0-9_.\\-]+", 255),
        EXTERNAL_IMAGE_ID("[a-zA-Z0-9_.\\-:]+", 255),
        FACE_ID("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", 36),
        USER_ID("[a-zA-Z0-9_.\\-:]+", 128),
        CLIENT_REQUEST_TOKEN("[a-zA-Z0-9\\-_]+", 64),
        // AWS says 255; ours carries an id of up to 255 characters in base64.
        NEXT_TOKEN(".*", 1024),
        BUCKET("[0-9A-Za-z\\.\\-_]*", 255),
        OBJECT_KEY(".*", 1024),
        OBJECT_VERSION(".*", 1024);

        private final Pattern pattern;
        private final int maxLength;

        Text(String pattern, int maxLength) {
            this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
            this.maxLength = maxLength;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode node;

    private Input(JsonNode node) {
        this.node = node;
    }

    static Input parse(byte[] body) {
        JsonNode node;
        try {
            node = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw serialization("the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw serialization("the body is not JSON");
        }
        if (!node.isObject()) {
            throw serialization("the body is not a JSON object");
        }
        return new Input(node);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A text as it came, for naming the resource in a permission check before anything is validated. */
    Optional<String> unchecked(String name) {
        JsonNode value = node.get(name);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    String text(String name, Text kind) {
        return optionalText(name, kind).orElseThrow(() -> violation("null", name, "Member must not be null"));
    }

    Optional<String> optionalText(String name, Text kind) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(checked(name, value, kind));
    }

    /** As {@link #texts}, but one that must be there. */
    Set<String> requiredTexts(String name, Text kind, int max) {
        if (!has(name)) {
            throw violation("null", name, "Member must not be null");
        }
        return texts(name, kind, max);
    }

    /** Whether another has the same members, leaving one out. */
    boolean isSameBut(String left, Input other) {
        ObjectNode mine = node.deepCopy();
        ObjectNode theirs = other.node.deepCopy();
        mine.remove(left);
        theirs.remove(left);
        return mine.equals(theirs);
    }

    /** A list of at most {@code max} texts without doubles; empty when it is absent. */
    Set<String> texts(String name, Text kind, int max) {
        JsonNode values = node.get(name);
        if (values == null || values.isNull()) {
            return Set.of();
        }
        if (!values.isArray()) {
            throw serialization("'" + name + "' is not a list");
        }
        if (values.isEmpty() || values.size() > max) {
            throw violation("'[" + values.size() + " members]'", name, values.isEmpty()
                    ? "Member must have length greater than or equal to 1"
                    : "Member must have length less than or equal to " + max);
        }
        Set<String> texts = new LinkedHashSet<>();
        values.forEach(value -> texts.add(checked(name, value, kind)));
        return texts;
    }

    int integer(String name, int min, int max, int byDefault) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return byDefault;
        }
        if (!value.isIntegralNumber()) {
            throw serialization("'" + name + "' is not an integer");
        }
        checkRange(name, value.doubleValue(), value.asText(), min, max);
        return value.intValue();
    }

    /** 0 to 100. */
    double percent(String name, double byDefault) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return byDefault;
        }
        if (!value.isNumber()) {
            throw serialization("'" + name + "' is not a number");
        }
        checkRange(name, value.doubleValue(), value.asText(), 0, 100);
        return value.doubleValue();
    }

    QualityBar qualityFilter(QualityBar byDefault) {
        return enumerated("QualityFilter").map(value -> Arrays.stream(QualityBar.values())
                .filter(bar -> bar.name().equals(value)).findFirst()
                .orElseThrow(() -> notInSet("QualityFilter", value, List.of("NONE", "AUTO", "LOW", "MEDIUM", "HIGH"))))
                .orElse(byDefault);
    }

    private Optional<String> enumerated(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw serialization("'" + name + "' is not a text");
        }
        return Optional.of(value.textValue());
    }

    /** A list of values of a set without doubles; empty when it is absent. */
    Set<String> enumeration(String name, List<String> allowed) {
        JsonNode values = node.get(name);
        if (values == null || values.isNull()) {
            return Set.of();
        }
        if (!values.isArray()) {
            throw serialization("'" + name + "' is not a list");
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw serialization("'" + name + "' is not a list of texts");
            }
            if (!allowed.contains(value.textValue())) {
                throw notInSet(name, value.textValue(), allowed);
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    Input structure(String name) {
        return optionalStructure(name).orElseThrow(() -> violation("null", name, "Member must not be null"));
    }

    Optional<Input> optionalStructure(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw serialization("'" + name + "' is not a structure");
        }
        return Optional.of(new Input(value));
    }

    /** Base64 decoded; empty when absent. */
    Optional<byte[]> blob(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw serialization("'" + name + "' is not base64 in a text");
        }
        try {
            return Optional.of(value.binaryValue());
        } catch (IOException e) {
            throw serialization("'" + name + "' is not base64");
        }
    }

    private static String checked(String name, JsonNode value, Text kind) {
        if (!value.isTextual()) {
            throw serialization("'" + name + "' is not a text");
        }
        String text = value.textValue();
        List<String> violations = new ArrayList<>();
        if (text.length() > kind.maxLength) {
            violations.add("Member must have length less than or equal to " + kind.maxLength);
        }
        if (text.isEmpty()) {
            violations.add("Member must have length greater than or equal to 1");
        }
        if (!kind.pattern.matcher(text).matches()) {
            violations.add("Member must satisfy regular expression pattern: " + kind.pattern);
        }
        if (!violations.isEmpty()) {
            throw violation("'" + text + "'", name, violations.toArray(String[]::new));
        }
        return text;
    }

    private static void checkRange(String name, double value, String asSent, int min, int max) {
        if (value < min) {
            throw violation("'" + asSent + "'", name, "Member must have value greater than or equal to " + min);
        }
        if (value > max) {
            throw violation("'" + asSent + "'", name, "Member must have value less than or equal to " + max);
        }
    }

    private static AwsException notInSet(String name, String value, List<String> allowed) {
        return violation("'" + value + "'", name, "Member must satisfy enum value set: [" + String.join(", ", allowed) + "]");
    }

    private static AwsException violation(String value, String name, String... constraints) {
        String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        String each = Arrays.stream(constraints)
                .map(constraint -> "Value " + value + " at '" + member + "' failed to satisfy constraint: " + constraint)
                .collect(Collectors.joining("; "));
        return AwsException.badRequest("ValidationException", constraints.length
                + (constraints.length == 1 ? " validation error detected: " : " validation errors detected: ") + each);
    }

    private static AwsException serialization(String message) {
        return AwsException.badRequest("SerializationException", message);
    }
}
