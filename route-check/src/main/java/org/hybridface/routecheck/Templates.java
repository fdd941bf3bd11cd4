// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A file's route templates and what is made of them: a route that says what each parameter stands for. Pure. */
final class Templates {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TEMPLATE = "routeTemplate";
    private static final String TEMPLATED = "templatedRoute";

    private final RouteFile file;
    private final Map<String, RouteFile.Entry> templates = new LinkedHashMap<>();

    private Templates(RouteFile file) {
        this.file = file;
        file.entries(TEMPLATE).forEach(entry -> templates.put(entry.id(), entry));
    }

    static Templates of(RouteFile file) {
        return new Templates(file);
    }

    /** Every entry but the templates; a templated route whose template is not in this file is left out. */
    List<RouteFile.Entry> made() {
        List<RouteFile.Entry> made = new ArrayList<>();
        for (RouteFile.Entry entry : file.entries()) {
            if (entry.kind().equals(TEMPLATED)) {
                RouteFile.Entry template = templates.get(entry.tree().path("routeTemplateRef").asText());
                if (template != null) {
                    made.add(route(template, entry));
                }
            } else if (!entry.kind().equals(TEMPLATE)) {
                made.add(entry);
            }
        }
        return made;
    }

    /** Templates that are not there, and parameters that were not given or mean nothing. */
    void check(Consumer<Problem> problems) {
        for (RouteFile.Entry templated : file.entries(TEMPLATED)) {
            String name = templated.tree().path("routeTemplateRef").asText();
            RouteFile.Entry template = templates.get(name);
            if (template == null) {
                problems.accept(file.problem(templated.pointer() + "/routeTemplateRef", "there is no routeTemplate '" + name + "' in this file"
                        + Words.didYouMean(name, templates.keySet())));
                continue;
            }
            Map<String, String> given = values(templated.tree(), "value");
            Map<String, String> defaults = values(template.tree(), "defaultValue");
            given.keySet().stream().filter(parameter -> !defaults.containsKey(parameter)).forEach(parameter -> problems.accept(file.problem(templated.pointer()
                    + "/parameters", "the routeTemplate '" + name + "' has no parameter '" + parameter + "'" + Words.didYouMean(parameter, defaults.keySet()))));
            new TreeSet<>(defaults.keySet()).stream().filter(parameter -> !given.containsKey(parameter) && defaults.get(parameter).isEmpty())
                    .forEach(parameter -> problems.accept(file.problem(templated.pointer(), "the routeTemplate '" + name + "' needs the parameter '"
                            + parameter + "'")));
        }
    }

    private static RouteFile.Entry route(RouteFile.Entry template, RouteFile.Entry templated) {
        Map<String, String> values = new HashMap<>(values(template.tree(), "defaultValue"));
        values.putAll(values(templated.tree(), "value"));
        boolean whole = template.tree().has("route");
        JsonNode body = replaced(whole ? template.tree().path("route") : JSON.objectNode().set("from", template.tree().path("from")), values);
        ObjectNode route = JSON.objectNode().put("id", templated.tree().path("routeId").asText());
        route.setAll((ObjectNode) body);
        route.put("id", templated.tree().path("routeId").asText());
        return new RouteFile.Entry("route", route, template.pointer() + (whole ? "/route" : ""));
    }

    private static Map<String, String> values(JsonNode owner, String field) {
        Map<String, String> values = new LinkedHashMap<>();
        owner.path("parameters").forEach(parameter -> values.put(parameter.path("name").asText(), parameter.path(field).asText("")));
        return values;
    }

    private static JsonNode replaced(JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            ObjectNode copy = JSON.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), replaced(field.getValue(), values)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JSON.arrayNode();
            node.forEach(item -> copy.add(replaced(item, values)));
            return copy;
        }
        String text = node.asText();
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return node.isTextual() ? JSON.textNode(text) : node;
    }
}
