// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hybridface.routecheck.Words;

/**
 * What a request's body is to be. A field that nobody reads is refused: whoever misspelt one would believe it was heeded. Pure.
 *
 * @param types    media types
 * @param mustBe   whether there must be one
 * @param fields   of the JSON object by name; empty when it is no object of known fields
 * @param required fields without which it means nothing
 * @param example  of such an object
 */
record BodyShape(Set<String> types, boolean mustBe, Map<String, Field> fields, Set<String> required, String example) {

    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * @param type  as OpenAPI calls it
     * @param words that it may be; empty when it may be any
     */
    record Field(String type, List<String> words) {

        private Optional<Fault> fault(String name, JsonNode value) {
            boolean right = switch (type) {
                case "string" -> value.isTextual();
                case "boolean" -> value.isBoolean();
                default -> true;
            };
            if (!right) {
                return Optional.of(Fault.badRequest("'" + name + "' is " + kind(value) + ": give " + (type.equals("boolean") ? "true or false" : "text, in quotes")));
            }
            return words.isEmpty() || words.contains(value.asText()) ? Optional.empty()
                    : Optional.of(Fault.badRequest("'" + name + "' is " + Fault.quoted(value.asText()) + ", which is not " + Fault.listed(words).replaceAll(" and (?!.* and )", " or ")
                            + Words.didYouMean(value.asText(), words)));
        }
    }

    /** @param operation an operation of OpenAPI's */
    static Optional<BodyShape> of(JsonNode operation) {
        JsonNode body = operation.path("requestBody");
        if (body.isMissingNode()) {
            return Optional.empty();
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        JsonNode json = body.at("/content/application~1json");
        json.at("/schema/properties").fields().forEachRemaining(one -> fields.put(one.getKey(), new Field(one.getValue().path("type").asText(), texts(one.getValue().path("enum")))));
        return Optional.of(new BodyShape(Set.copyOf(names(body.path("content").fieldNames())), body.path("required").asBoolean(), fields,
                Set.copyOf(texts(json.at("/schema/required"))), json.path("example").toString()));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static List<String> names(Iterator<String> all) {
        List<String> names = new ArrayList<>();
        all.forEachRemaining(names::add);
        return names;
    }

    /** @param contentType the header's value; empty when there is none */
    Optional<Fault> typeFault(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        String wanted = Fault.listed(types).replace(" and ", " or ");
        if (!types.contains(parts[0].strip())) {
            return Optional.of(new Fault(Fault.WRONG_TYPE, (contentType.isEmpty() ? "there is no header Content-Type" : "the header Content-Type is " + Fault.quoted(contentType))
                    + ": this address takes " + wanted));
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replaceAll("[\\s\"]", "");
            if (parameter.startsWith("charset=") && !parameter.matches("charset=(utf-?8|us-ascii)")) {
                return Optional.of(new Fault(Fault.WRONG_TYPE, "the header Content-Type is " + Fault.quoted(contentType) + ": JSON is sent in UTF-8"));
            }
        }
        return Optional.empty();
    }

    /** @param content without a byte when there was none */
    Optional<Fault> contentFault(byte[] content) {
        if (fields.isEmpty() || content.length == 0 && !mustBe) {
            return Optional.empty();
        }
        if (content.length == 0) {
            return Optional.of(Fault.badRequest("the body is empty: give " + example));
        }
        JsonNode body;
        try {
            body = JSON.readTree(content);
        } catch (JsonParseException e) {
            return Optional.of(Fault.badRequest(e.getMessage().startsWith("Duplicate field") ? "a field stands twice in the body: give " + example
                    : "the body is no JSON from line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + " on: give " + example));
        } catch (IOException e) {
            return Optional.of(Fault.badRequest("the body is no JSON, or more than one object: give " + example));
        }
        return body.isObject() ? fieldFault(body) : Optional.of(Fault.badRequest("the body is " + kind(body) + ": give " + example));
    }

    private Optional<Fault> fieldFault(JsonNode body) {
        for (Map.Entry<String, JsonNode> given : body.properties()) {
            String name = given.getKey();
            Field field = fields.get(name);
            if (field == null) {
                String meant = Words.didYouMean(name, fields.keySet());
                return Optional.of(Fault.badRequest("there is no field " + Fault.quoted(name) + (meant.isEmpty() ? ": this address takes " + Fault.listed(fields.keySet()) : meant)));
            }
            Optional<Fault> fault = given.getValue().isNull() ? Optional.empty() : field.fault(name, given.getValue());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return required.stream().sorted().filter(name -> !body.hasNonNull(name)).findFirst()
                .map(name -> Fault.badRequest("'" + name + "' is missing: give " + example));
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            case STRING -> "text";
            default -> "nothing";
        };
    }
}
