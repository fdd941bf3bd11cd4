// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The interface as {@code page/openapi.json} describes it. What it does not describe, such as an address of an owner's route, is nobody's business here. */
public final class ApiDescription {

    /** Under these each parameter and field is read by us; to pages a link may bring whatever it likes. */
    private static final Pattern OURS = Pattern.compile("/api/.*|/stream");

    private record Described(Pattern path, String method, Operation operation) {
    }

    private final List<Described> all = new ArrayList<>();

    private ApiDescription(JsonNode description) {
        description.path("paths").properties().stream().filter(path -> OURS.matcher(path.getKey()).matches())
                .forEach(path -> path.getValue().properties().forEach(method -> all.add(new Described(pattern(path.getKey()), method.getKey().toUpperCase(Locale.ROOT),
                        new Operation(path.getKey(), parameters(description, method.getValue()), BodyShape.of(method.getValue()))))));
        // A word in braces may be any: where both fit, the plain address is meant.
        all.sort((one, other) -> Boolean.compare(one.operation.address().contains("{"), other.operation.address().contains("{")));
    }

    /** The description that this device serves. */
    public static ApiDescription shipped() {
        try (InputStream in = ApiDescription.class.getResourceAsStream("/page/openapi.json")) {
            return new ApiDescription(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String address) {
        return Pattern.compile(Stream.of(address.substring(1).split("/")).map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining("/", "/", "/?")));
    }

    private static Set<String> parameters(JsonNode description, JsonNode operation) {
        Set<String> names = new HashSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode one = parameter.has("$ref") ? description.at(parameter.path("$ref").asText().substring(1)) : parameter;
            if (one.path("in").asText().equals("query")) {
                names.add(one.path("name").asText());
            }
        }
        return names;
    }

    /** What is described there; empty when nothing is. */
    public Optional<Operation> operation(String method, String path) {
        return all.stream().filter(one -> one.method.equals(method) && one.path.matcher(path).matches()).map(Described::operation).findFirst();
    }
}
